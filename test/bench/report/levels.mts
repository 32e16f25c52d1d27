import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
	meanLevel,
	seeded,
	simulate,
	SimulatedGateway,
	type Beyond,
	type Level,
} from '../../unit/delivery/simulatedGateway.mts';
import { VirtualClock } from '../../unit/delivery/virtualClock.mts';
import { STYLE } from './svg.mts';

const FILE = join(import.meta.dirname, '../../../docs/images/concurrency.svg');
const CAPACITY = 20;
const SECONDS = 20;
/** What is drawn is the mean of so long. */
const STEP_MS = 200;
const MOST = 40;

const PANEL = { width: 300, height: 230, left: 34, right: 12, top: 40, bottom: 40 };
const TITLES: Readonly<Record<Beyond, string>> = {
	queues: 'More have to wait',
	refuses: 'More are refused (429)',
	slows: 'More make all slower',
};

/** Draws the requests under way over time, at gateways in virtual time that serve 20 at a time. */
export async function drawLevels(say: (line: string) => void): Promise<void> {
	const panels: string[] = [];
	for (const beyond of ['queues', 'refuses', 'slows'] as const) {
		const move = `translate(${panels.length * PANEL.width} 0)`;
		panels.push(`<g transform="${move}">${panel(TITLES[beyond], await levelsAt(beyond))}</g>`);
	}
	const width = PANEL.width * panels.length;
	const svg = [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${PANEL.height}" width="${width}" height="${PANEL.height}" role="img">`,
		`<title>Requests under way over time, at gateways that serve ${CAPACITY} at a time</title>`,
		`<style>${STYLE}\n</style>`,
		`<rect class="paper" width="${width}" height="${PANEL.height}" rx="6"/>`,
		...panels,
		'</svg>\n',
	].join('\n');
	await mkdir(dirname(FILE), { recursive: true });
	await writeFile(FILE, svg);
	say(`Drawn: ${FILE}`);
}

async function levelsAt(beyond: Beyond): Promise<readonly Level[]> {
	const random = seeded(1);
	const clock = new VirtualClock(0, random);
	const gateway = new SimulatedGateway(clock, { capacity: CAPACITY, beyond, latency: [100, 150] }, random);
	const { levels } = await clock.run(simulate({ clock, gateway }, CAPACITY * SECONDS * 10));
	return levels;
}

function panel(title: string, levels: readonly Level[]): string {
	const bottom = PANEL.height - PANEL.bottom;
	const right = PANEL.width - PANEL.right;
	const rules = [0, CAPACITY, MOST].map(
		(level) =>
			`<path class="grid" d="M${PANEL.left} ${y(level)}H${right}"/><text x="${PANEL.left - 6}" y="${y(level) + 4}" text-anchor="end">${level}</text>`,
	);
	const ticks = [0, SECONDS / 2, SECONDS].map(
		(second) => `<text x="${x(second)}" y="${bottom + 16}" text-anchor="middle">${second} s</text>`,
	);
	const served = `<path class="line baseline guess" d="M${PANEL.left} ${y(CAPACITY)}H${right}"/>`;
	const points = Array.from({ length: (SECONDS * 1000) / STEP_MS }, (_, index) => {
		const from = index * STEP_MS;
		return `${x(from / 1000)} ${y(Math.min(MOST, meanLevel(levels, from, from + STEP_MS)))}`;
	});
	const line = `<path class="line ours" d="M${points.join('L')}"/>`;
	const heading = `<text class="title" x="${PANEL.left}" y="22">${title}</text>`;
	return [heading, ...rules, ...ticks, served, line].join('\n');
}

function x(second: number): number {
	return round(PANEL.left + (second / SECONDS) * (PANEL.width - PANEL.left - PANEL.right));
}

function y(level: number): number {
	return round(PANEL.height - PANEL.bottom - (level / MOST) * (PANEL.height - PANEL.top - PANEL.bottom));
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
