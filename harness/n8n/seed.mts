import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { cacheFolder } from '../install/install.mts';
import type { Instance } from './instance.mts';
import { PROJECT } from './package.mts';
import type { Release } from '../install/releases.mts';
import {
	importCredentials,
	importWorkflows,
	ourWorkflows,
	withFilesOf,
	WORKFLOWS,
	type Account,
	type Workflow,
} from './workflows.mts';

/** What an n8n was given already, so that a second start does not give it again over what somebody changed since. */
const givenSchema = z.record(z.string());
type Given = z.output<typeof givenSchema>;

/** Where the n8n of `npm start` keeps its things: one for each checkout and version, kept from start to start. */
export function startFolder(release: Release): string {
	return join(cacheFolder(), `start-${release.version}-${digest(PROJECT)}`);
}

export interface SeedOptions {
	readonly log: (line: string) => void;
	/** Whether the workflows' notes say what of their steps is done already. */
	readonly tellsWhatIsDone: boolean;
}

/** Gives an n8n the credential, the workflows and the files to try them with, or what is new of them. */
export async function seedInstance(
	instance: Instance,
	account: Account,
	{ log, tellsWhatIsDone }: SeedOptions,
): Promise<void> {
	const notes = join(instance.home, 'given.json');
	const given = await readGiven(notes);
	const workflows = (await ourWorkflows())
		.map((workflow) => withFilesOf(instance, workflow))
		.map((workflow) => (tellsWhatIsDone ? withWhatIsDone(instance, workflow) : workflow));
	const fresh = workflows.filter((workflow) => given[workflow.id] !== digest(JSON.stringify(workflow)));
	const credential = digest(JSON.stringify(account));
	if (given['credential'] !== credential || fresh.length > 0)
		log('Putting the credential and the workflows into n8n…');
	if (given['credential'] !== credential) await importCredentials(instance, account);
	if (fresh.length > 0) await importWorkflows(instance, fresh);
	await writeFiles(instance);

	const now: Given = { credential };
	for (const workflow of workflows) now[workflow.id] = digest(JSON.stringify(workflow));
	await writeFile(notes, JSON.stringify(now));
}

/** The steps of a workflow's note, which are for an n8n that has nothing of ours yet, come after this heading. */
const STEPS = '### To use it\n';
/** What a note grows by when it says what is done: four lines, of which a long path takes two, and a heading. */
const GROWTH_PX = 130;

/** The same workflow; its note does not ask for what `npm start` has laid out, and says where the texts arrive. */
export function withWhatIsDone({ files }: Pick<Instance, 'files'>, original: Workflow): Workflow {
	const hasFiles = original.nodes.some(({ type }) => type === 'n8n-nodes-base.readWriteFile');
	const done = [
		'### What is done already\n',
		'The MobiConnect credential is chosen',
		hasFiles ? `, and the files are in place, in \`${files}\`. ` : '. ',
		'Texts arrive in the inbox of the sandbox, whose address `npm start` has printed.\n\n',
	].join('');
	const nodes = original.nodes.map((node) => {
		const { content, height } = node.parameters;
		if (typeof content !== 'string' || typeof height !== 'number' || !content.includes(STEPS)) return node;
		const parameters = {
			...node.parameters,
			content: content.replace(STEPS, `${done}${STEPS}`),
			height: height + GROWTH_PX,
		};
		return { ...node, parameters };
	});
	return { ...original, nodes };
}

async function writeFiles({ files }: Instance): Promise<void> {
	await mkdir(files, { recursive: true });
	for (const name of ['customers.csv', 'do-not-text.csv']) {
		const file = join(files, name);
		if (!existsSync(file)) await copyFile(join(WORKFLOWS, name), file);
	}
	// Those who have an appointment tomorrow are others every day.
	await writeFile(join(files, 'appointments.csv'), appointments(new Date(Date.now() + 24 * 3_600_000)));
}

/** Appointments of one day, as the reminders' workflow reads them. */
export function appointments(day: Date): string {
	const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Nairobi' }).format(day);
	return [
		'name,phone,date,time',
		`Amina,0700 000 031,${date},9:00`,
		`Brian,0700 000 032,${date},10:30`,
		'Cynthia,0700 000 033,2020-01-01,11:00',
		'',
	].join('\n');
}

async function readGiven(file: string): Promise<Given> {
	if (!existsSync(file)) return {};
	return givenSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
