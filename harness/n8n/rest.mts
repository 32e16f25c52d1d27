import { setTimeout as pause } from 'node:timers/promises';
import { majorOf } from '../install/releases.mts';
import type { Instance } from './instance.mts';
import { isRecord } from './package.mts';

/** Who may log in to an n8n that was started here. */
export const owner = {
	email: 'owner@example.com',
	password: 'Sms-4-everyone',
	firstName: 'Amina',
	lastName: 'Owner',
};

/** What the editor asks of n8n, for the few things that n8n's own command line can't do. */
export class Rest {
	private cookie = '';

	private constructor(private readonly instance: Instance) {}

	/** Makes the owner's account if there is none yet. */
	static async setUp(instance: Instance): Promise<void> {
		const rest = new Rest(instance);
		if (needsOwner(await rest.call('GET', '/rest/settings')))
			await rest.call('POST', '/rest/owner/setup', owner);
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
		const { versionId } = record(await this.call('GET', `/rest/workflows/${id}`));
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
			// No webhook here is for DELETE, and n8n's refusal tells one it has from one it hasn't.
			const response = await fetch(`${url}/webhook/${path}`, { method: 'DELETE' });
			if ((await response.text()).includes('Did you mean')) return;
			if (Date.now() > deadline) throw new Error(`The webhook ${path} was not registered in time`);
			await pause(100);
		}
	}

	/** Changes a workflow as the editor does when somebody saves it. */
	async changeWorkflow(id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
		const { versionId } = record(await this.call('GET', `/rest/workflows/${id}`));
		await this.call('PATCH', `/rest/workflows/${id}`, { ...changes, versionId });
	}

	async deactivate(id: string): Promise<void> {
		const { versionId } = record(await this.call('GET', `/rest/workflows/${id}`));
		if (majorOf(this.instance.installation.release) >= 2) {
			await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
		} else {
			await this.call('PATCH', `/rest/workflows/${id}`, { active: false, versionId });
		}
	}

	/** Waits until a run of a workflow has ended with this status, and hands it back, as one text to search in. */
	async executionOf(workflowId: string, status: 'success' | 'error', patience: number): Promise<string> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: [status] }));
		const deadline = Date.now() + patience;
		for (;;) {
			const { results } = record(await this.call('GET', `/rest/executions?filter=${filter}&limit=1`));
			const [found]: unknown[] = Array.isArray(results) ? results : [];
			if (isRecord(found))
				return JSON.stringify(await this.call('GET', `/rest/executions/${String(found['id'])}`));
			if (Date.now() > deadline) throw new Error(`No run of ${workflowId} ended with ${status} in time`);
			await pause(200);
		}
	}

	/** Edits fields of a credential as the editor does: it sends all of them back, those it must not show as blanks. */
	async editCredential(id: string, changes: Readonly<Record<string, string>>): Promise<void> {
		const path = `/rest/credentials/${id}`;
		const { name, type, data } = record(await this.call('GET', `${path}?includeData=true`));
		await this.call('PATCH', path, { id, name, type, data: { ...record(data), ...changes } });
	}

	/** The node types that the editor offers. */
	async nodeTypes(): Promise<unknown[]> {
		for (let attempt = 1; ; attempt += 1) {
			const response = await this.fetch('GET', '/types/nodes.json');
			try {
				const types: unknown = await response.json();
				return Array.isArray(types) ? types : [];
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
		return isRecord(answer) && 'data' in answer ? answer['data'] : answer;
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

function needsOwner(settings: unknown): boolean {
	const management = isRecord(settings) ? settings['userManagement'] : undefined;
	return isRecord(management) && management['showSetupOnFirstLoad'] === true;
}

export function record(value: unknown): Record<string, unknown> {
	if (!isRecord(value))
		throw new Error(`n8n answered with ${JSON.stringify(value)} where an object was expected`);
	return value;
}
