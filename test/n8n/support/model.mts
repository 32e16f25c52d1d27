import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { serve } from './server.mts';

/** A stand-in for a language model: it calls the first tool it is given, turn by turn, then says a closing sentence. */
export interface Model {
	/** What a credential's base URL is set to. */
	readonly url: string;
	/** What it was told that the tool answered. */
	readonly toolAnswers: string[];
	/** What it read of the first tool, each time that it was asked. */
	readonly toolDescriptions: string[];
	close(): Promise<void>;
}

/** The arguments of the calls that a model makes at the same time. */
export type Turn = ReadonlyArray<Readonly<Record<string, unknown>>>;

/** What n8n asks: the conversation so far, and the tools that there are. */
const requestSchema = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z
		.array(z.object({ function: z.object({ name: z.string(), description: z.string().default('') }) }))
		.nullish(),
	stream: z.boolean().nullish(),
});

/** What the model says, or the calls that it makes. */
interface Message {
	readonly content: string | null;
	readonly tool_calls?: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** Speaks the part of OpenAI's chat interface that n8n's Chat Model node uses. */
export async function startModel(turns: readonly Turn[], closing: string): Promise<Model> {
	const toolAnswers: string[] = [];
	const toolDescriptions: string[] = [];
	const server = await serve((request, response) => {
		void json(request).then((body) => {
			const { messages, tools, stream: isStream } = requestSchema.parse(body);
			toolDescriptions.push(...(tools ?? []).slice(0, 1).map((tool) => tool.function.description));
			const answers = messages.filter(({ role }) => role === 'tool');
			toolAnswers.push(...answers.map(({ content }) => JSON.stringify(content)));
			const index = turns.findIndex((_, place) => callsBefore(turns, place) === answers.length);
			const turn = turns[index];
			const message = turn ? toolCalls(tools?.[0]?.function.name, index, turn) : { content: closing };
			response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json');
			response.end(isStream ? stream(message) : JSON.stringify(completion(message)));
		});
	});
	return { url: `${server.url}/v1`, toolAnswers, toolDescriptions, close: server.close };
}

/** How many calls were made before a turn: agents tell of them in messages of different shapes, and of all answers. */
function callsBefore(turns: readonly Turn[], place: number): number {
	return turns.slice(0, place).flat().length;
}

function toolCalls(tool: string | undefined, index: number, turn: Turn): Message {
	const calls = turn.map((args, place) => ({
		id: `call_${index}_${place}`,
		type: 'function',
		function: { name: tool, arguments: JSON.stringify(args) },
	}));
	return { content: null, tool_calls: calls };
}

const reasonOf = (message: Message) => (message.tool_calls ? 'tool_calls' : 'stop');

/** The answer in one piece, for those who ask for pieces: older agents do. */
function stream(message: Message): string {
	const delta = {
		role: 'assistant',
		...message,
		...(message.tool_calls && {
			tool_calls: message.tool_calls.map((call, index) => ({ index, ...call })),
		}),
	};
	const chunk = (choice: Record<string, unknown>) =>
		`data: ${JSON.stringify({ ...HEAD, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
	const end = chunk({ delta: {}, finish_reason: reasonOf(message) });
	return `${chunk({ delta, finish_reason: null })}${end}data: [DONE]\n\n`;
}

const HEAD = { id: 'chatcmpl-1', created: 0, model: 'stand-in' };

function completion(message: Message): Record<string, unknown> {
	return {
		...HEAD,
		object: 'chat.completion',
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: reasonOf(message) }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
