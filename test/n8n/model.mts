import { createServer, type IncomingMessage } from 'node:http';
import { isRecord } from '../../harness/n8n/package.mts';

/** A stand-in for a language model: it calls the first tool it is given once, then says a closing sentence. */
export interface Model {
	/** What a credential's base URL is set to. */
	readonly url: string;
	/** What it was told that the tool answered. */
	readonly toolAnswers: string[];
	close(): Promise<void>;
}

/** Speaks the part of OpenAI's chat interface that n8n's Chat Model node uses. */
export async function startModel(toolArguments: Record<string, unknown>, closing: string): Promise<Model> {
	const toolAnswers: string[] = [];
	const server = createServer((request, response) => {
		void readJson(request).then((body) => {
			const answers = list(body, 'messages').filter((message) => message['role'] === 'tool');
			toolAnswers.push(...answers.map((message) => JSON.stringify(message['content'])));
			const message = answers.length > 0 ? { content: closing } : toolCall(body, toolArguments);
			response.setHeader('content-type', 'application/json').end(JSON.stringify(completion(message)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = isRecord(address) ? String(address['port']) : '';
	return {
		url: `http://127.0.0.1:${port}/v1`,
		toolAnswers,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function toolCall(body: unknown, toolArguments: Record<string, unknown>): Record<string, unknown> {
	const [tool] = list(body, 'tools');
	const definition = tool?.['function'];
	const name = isRecord(definition) ? definition['name'] : undefined;
	const call = { name, arguments: JSON.stringify(toolArguments) };
	return { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: call }] };
}

function completion(message: Record<string, unknown>): Record<string, unknown> {
	const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 0,
		model: 'stand-in',
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function list(body: unknown, name: string): Array<Record<string, unknown>> {
	const value = isRecord(body) ? body[name] : undefined;
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
	return JSON.parse(text);
}
