import { createServer, type IncomingMessage } from 'node:http';
import { isRecord } from '../../harness/n8n/package.mts';

/** A stand-in for a language model: it calls the first tool it is given, turn by turn, then says a closing sentence. */
export interface Model {
	/** What a credential's base URL is set to. */
	readonly url: string;
	/** What it was told that the tool answered. */
	readonly toolAnswers: string[];
	close(): Promise<void>;
}

/** The arguments of the calls that a model makes at the same time. */
export type Turn = ReadonlyArray<Readonly<Record<string, unknown>>>;

/** Speaks the part of OpenAI's chat interface that n8n's Chat Model node uses. */
export async function startModel(turns: readonly Turn[], closing: string): Promise<Model> {
	const toolAnswers: string[] = [];
	const server = createServer((request, response) => {
		void readJson(request).then((body) => {
			const answers = list(body, 'messages').filter((message) => message['role'] === 'tool');
			toolAnswers.push(...answers.map((message) => JSON.stringify(message['content'])));
			const past = list(body, 'messages').filter((message) => list(message, 'tool_calls').length > 0);
			const turn = turns[past.length];
			const message = turn ? toolCalls(body, past.length, turn) : { content: closing };
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

function toolCalls(body: unknown, index: number, turn: Turn): Record<string, unknown> {
	const [tool] = list(body, 'tools');
	const definition = tool?.['function'];
	const name = isRecord(definition) ? definition['name'] : undefined;
	const calls = turn.map((args, place) => ({
		id: `call_${index}_${place}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(args) },
	}));
	return { content: null, tool_calls: calls };
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
