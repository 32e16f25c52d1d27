import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** How long n8n may take to register a trigger that was activated. */
const PATIENCE_MS = 120_000;

const answerSchema = z.object({ result: z.object({ content: z.unknown() }) });

/** A client of n8n's MCP Server Trigger, by MCP's streamable HTTP. */
export interface McpClient {
	/** Calls a tool, and gives the text that it answers. */
	callTool(name: string, args: Readonly<Record<string, unknown>>): Promise<string>;
}

/** Begins a session, as soon as there is a server at the address. */
export async function connectMcp(url: string): Promise<McpClient> {
	const headers: Record<string, string> = {
		'content-type': 'application/json',
		accept: 'application/json, text/event-stream',
	};
	const deadline = Date.now() + PATIENCE_MS;
	const post = async (message: Readonly<Record<string, unknown>>) => {
		const body = JSON.stringify({ jsonrpc: '2.0', ...message });
		let response = await fetch(url, { method: 'POST', headers, body });
		while (response.status === 404 && Date.now() < deadline) {
			await pause(100);
			response = await fetch(url, { method: 'POST', headers, body });
		}
		const text = await response.text();
		if (!response.ok) throw new Error(`The MCP server answered ${response.status}: ${text.slice(0, 500)}`);
		return { text, session: response.headers.get('mcp-session-id') };
	};
	const params = {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	};
	const { session } = await post({ id: 0, method: 'initialize', params });
	if (session !== null) headers['mcp-session-id'] = session;
	await post({ method: 'notifications/initialized' });
	let id = 0;
	return {
		callTool: async (name, args) => {
			id += 1;
			const { text } = await post({ id, method: 'tools/call', params: { name, arguments: args } });
			return resultIn(text);
		},
	};
}

/** The result in an answer, which is JSON or one event of a stream. */
function resultIn(answer: string): string {
	const data = /^data: (.*)$/m.exec(answer)?.[1] ?? answer;
	return JSON.stringify(answerSchema.parse(JSON.parse(data)).result.content);
}
