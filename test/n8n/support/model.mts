import { createServer, type IncomingMessage } from 'node:http';
import { isRecord } from '../../../harness/n8n/package.mts';

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
			const index = turns.findIndex((_, place) => callsBefore(turns, place) === answers.length);
			const turn = turns[index];
			const message = turn ? toolCalls(body, index, turn) : { content: closing };
			const isStream = isRecord(body) && body['stream'] === true;
			response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json');
			response.end(isStream ? stream(message) : JSON.stringify(completion(message)));
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

/** How many calls were made before a turn: agents tell of them in messages of different shapes, and of all answers. */
function callsBefore(turns: readonly Turn[], place: number): number {
	return turns.slice(0, place).flat().length;
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

const reasonOf = (message: Record<string, unknown>) => ('tool_calls' in message ? 'tool_calls' : 'stop');

/** The answer in one piece, for those who ask for pieces: older agents do. */
function stream(message: Record<string, unknown>): string {
	const delta = {
		role: 'assistant',
		...message,
		...('tool_calls' in message && {
			tool_calls: list(message, 'tool_calls').map((call, index) => ({ index, ...call })),
		}),
	};
	const chunk = (choice: Record<string, unknown>) =>
		`data: ${JSON.stringify({ ...HEAD, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
	const end = chunk({ delta: {}, finish_reason: reasonOf(message) });
	return `${chunk({ delta, finish_reason: null })}${end}data: [DONE]\n\n`;
}

const HEAD = { id: 'chatcmpl-1', created: 0, model: 'stand-in' };

function completion(message: Record<string, unknown>): Record<string, unknown> {
	return {
		...HEAD,
		object: 'chat.completion',
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: reasonOf(message) }],
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
