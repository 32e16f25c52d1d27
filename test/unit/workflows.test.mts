import { join } from 'node:path';
import { z } from 'zod';
import { withWhatIsDone } from '../../harness/n8n/seed.mts';
import { ourWorkflows, type Workflow } from '../../harness/n8n/workflows.mts';

const FILES = join('home', 'of', 'n8n', 'files');
/** A node of n8n's canvas, and what it takes with its name below it. */
const NODE = { width: 96, height: 140 };

const placedSchema = z.object({
	name: z.string(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.object({ width: z.number().optional(), height: z.number().optional() }),
});

interface Box {
	readonly name: string;
	readonly isNote: boolean;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

function boxesOf({ nodes }: Workflow): Box[] {
	return nodes.map((node) => {
		const { name, position, parameters } = placedSchema.parse(node);
		const isNote = node.type === 'n8n-nodes-base.stickyNote';
		const { width = 0, height = 0 } = isNote ? parameters : NODE;
		const [left, top] = position;
		return { name, isNote, left, top, right: left + width, bottom: top + height };
	});
}

function overlap(one: Box, other: Box): boolean {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function coveredBy(workflow: Workflow): string[] {
	const boxes = boxesOf(workflow);
	return boxes
		.filter(({ isNote }) => isNote)
		.flatMap((note) =>
			boxes
				.filter((box) => box !== note && overlap(note, box))
				.map(({ name }) => `${note.name} lies over ${name}`),
		);
}

/** As `npm start` lays them out, whose notes are longer. */
async function laidOut(): Promise<Workflow[]> {
	return (await ourWorkflows()).map((workflow) => withWhatIsDone({ files: FILES }, workflow));
}

test('no note of a workflow covers a node or another note, nor does it in npm start', async () => {
	const workflows = [...(await ourWorkflows()), ...(await laidOut())];
	expect(workflows.flatMap((workflow) => coveredBy(workflow))).toEqual([]);
});

test('in npm start the note of every workflow says that the credential is chosen, and where its texts arrive', async () => {
	const silent = (await laidOut()).filter(
		({ nodes }) =>
			!nodes.some(({ parameters }) =>
				/credential is chosen.*inbox of the sandbox/.test(String(parameters['content'])),
			),
	);
	expect(silent.map(({ id }) => id)).toEqual([]);
});

test('in npm start the note of a workflow that reads files says where they are, and that of another does not', async () => {
	const naming = (await laidOut()).filter(({ nodes }) =>
		nodes.some(({ parameters }) => String(parameters['content']).includes(FILES)),
	);
	expect(naming.map(({ id }) => id)).toEqual(['appointment-reminders', 'campaign', 'spreadsheet-to-sms']);
});
