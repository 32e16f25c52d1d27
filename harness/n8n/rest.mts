import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { majorOf } from '../install/releases.mts';
import type { Instance } from './instance.mts';

/** Who may log in to an n8n that was started here. */
export const owner = {
	email: 'owner@example.com',
	password: 'Sms-4-everyone',
	firstName: 'Amina',
	lastName: 'Owner',
};

const settingsSchema = z.object({
	userManagement: z.object({ showSetupOnFirstLoad: z.boolean().default(false) }),
});
const versionSchema = z.object({ versionId: z.string() });
const executionSchema = z.object({
	id: z.coerce.string(),
	status: z.string(),
	stoppedAt: z.string().nullish(),
});
/** With what the nodes did, as flatted text. */
const wholeExecutionSchema = executionSchema.extend({ workflowId: z.string(), data: z.string() });
const executionsSchema = z.object({ results: z.array(executionSchema) });
const credentialSchema = z.object({ name: z.string(), type: z.string(), data: z.record(z.unknown()) });
const nodeTypesSchema = z.array(z.object({ name: z.string() }).passthrough());

/** An execution as the editor lists it. */
export type ListedExecution = z.output<typeof executionSchema>;

/** What the editor asks of n8n, for the few things that n8n's own command line can't do. */
export class Rest {
	private cookie = '';

	private constructor(private readonly instance: Instance) {}

	/** Makes the owner's account if there is none yet. */
	static async setUp(instance: Instance): Promise<void> {
		const rest = new Rest(instance);
		const { userManagement } = settingsSchema.parse(await rest.call('GET', '/rest/settings'));
		if (userManagement.showSetupOnFirstLoad) await rest.call('POST', '/rest/owner/setup', owner);
	}

	static async logIn(instance: Instance): Promise<Rest> {
		await Rest.setUp(instance);
		const rest = new Rest(instance);
		const { email, password } = owner;
		await rest.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		return rest;
	}

	/** From now on the workflow's triggers fire. */
	async activate(id: string): Promise<void> {
		const versionId = await this.versionOf(id);
		if (majorOf(this.instance.installation.release) >= 2) {
			await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		} else {
			await this.call('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
		}
	}

	/** Resolves once a webhook's address works, which n8n 2 sees to after it has answered `activate`. */
	async webhookReady(path: string, url = this.instance.url): Promise<void> {
		const deadline = Date.now() + 20_000;
		for (;;) {
			// No webhook here is for DELETE, and n8n's refusal names the methods that the address has: a chat's has GET first.
			const response = await fetch(`${url}/webhook/${path}`, { method: 'DELETE' });
			if (/Did you mean .*POST/.test(await response.text())) return;
			if (Date.now() > deadline) throw new Error(`The webhook ${path} was not registered in time`);
			await pause(100);
		}
	}

	/** Changes a workflow as the editor does when somebody saves it. */
	async changeWorkflow(id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
		const versionId = await this.versionOf(id);
		await this.call('PATCH', `/rest/workflows/${id}`, { ...changes, versionId });
	}

	async deactivate(id: string): Promise<void> {
		const versionId = await this.versionOf(id);
		if (majorOf(this.instance.installation.release) >= 2) {
			await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
		} else {
			await this.call('PATCH', `/rest/workflows/${id}`, { active: false, versionId });
		}
	}

	/** Waits until a run of a workflow has ended with this status, and hands it back, as one text to search in. */
	async executionOf(workflowId: string, status: 'success' | 'error', patienceMs: number): Promise<string> {
		const deadline = Date.now() + patienceMs;
		for (;;) {
			const found = await this.newestExecution({ workflowId, status: [status] });
			if (found) return JSON.stringify(await this.call('GET', `/rest/executions/${found.id}`));
			if (Date.now() > deadline) throw new Error(`No run of ${workflowId} ended with ${status} in time`);
			await pause(200);
		}
	}

	/** The newest execution, of those that the filter lets through. */
	async newestExecution(filter: {
		readonly workflowId: string;
		readonly status?: readonly string[];
	}): Promise<ListedExecution | undefined> {
		const query = encodeURIComponent(JSON.stringify(filter));
		const listed = await this.call('GET', `/rest/executions?filter=${query}&limit=1`);
		return executionsSchema.parse(listed).results[0];
	}

	async execution(id: string): Promise<z.output<typeof wholeExecutionSchema>> {
		return wholeExecutionSchema.parse(await this.call('GET', `/rest/executions/${id}`));
	}

	/** Edits fields of a credential as the editor does: it sends all of them back, those it must not show as blanks. */
	async editCredential(id: string, changes: Readonly<Record<string, string>>): Promise<void> {
		const path = `/rest/credentials/${id}`;
		const shown = credentialSchema.parse(await this.call('GET', `${path}?includeData=true`));
		await this.call('PATCH', path, { ...shown, id, data: { ...shown.data, ...changes } });
	}

	/** The node types that the editor offers. */
	async nodeTypes(): Promise<z.output<typeof nodeTypesSchema>> {
		for (let attempt = 1; ; attempt += 1) {
			const response = await this.fetch('GET', '/types/nodes.json');
			try {
				return nodeTypesSchema.parse(await response.json());
			} catch (error) {
				// n8n writes this file anew after it has installed a package, and hands out what there is of it.
				if (attempt === 20) throw error;
				await pause(250);
			}
		}
	}

	/** One call, and the `data` of its answer. */
	async call(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await this.fetch(method, path, body);
		const text = await response.text();
		if (!response.ok)
			throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text.slice(0, 500)}`);
		const answer: unknown = text === '' ? {} : JSON.parse(text);
		return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer;
	}

	private async versionOf(workflowId: string): Promise<string> {
		return versionSchema.parse(await this.call('GET', `/rest/workflows/${workflowId}`)).versionId;
	}

	private async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(this.instance.url + path, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const cookie = response.headers.getSetCookie().find((one) => one.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0] ?? '';
		return response;
	}
}
