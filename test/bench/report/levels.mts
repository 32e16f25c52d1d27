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
import { pictureSvg } from './svg.mts';

const FILE = join(import.meta.dirname, '../../../docs/images/concurrency.svg');
const CAPACITIES = [5, 20, 80];
const SECONDS = 20;
/** What is drawn is the mean of so long. */
const STEP_MS = 200;
/** A panel ends at so many times what its gateway serves. */
const TOP = 2;

const PANEL = { width: 300, height: 190, left: 36, right: 12, top: 40, bottom: 40 };
const TITLES: Readonly<Record<Beyond, string>> = {
	queues: 'more have to wait',
	refuses: 'more are refused (429)',
	slows: 'more make all slower',
};
const BEYOND = ['queues', 'refuses', 'slows'] as const;

interface Case {
	readonly capacity: number;
	readonly beyond: Beyond;
}

/** Draws the requests under way over time, at gateways in virtual time: a column for what they do, a row for what they serve. */
export async function drawLevels(say: (line: string) => void): Promise<void> {
	const panels = await Promise.all(
		CAPACITIES.map(
			async (capacity) =>
				await Promise.all(
					BEYOND.map(async (beyond) => panel({ capacity, beyond }, await levelsAt({ capacity, beyond }))),
				),
		),
	);
	const title = `Requests under way over time, at gateways that serve ${CAPACITIES.join(', ')} at a time`;
	const svg = pictureSvg(title, PANEL, panels);
	await mkdir(dirname(FILE), { recursive: true });
	await writeFile(FILE, svg);
	say(`Drawn: ${FILE}`);
}

async function levelsAt({ capacity, beyond }: Case): Promise<readonly Level[]> {
	const random = seeded(1);
	const clock = new VirtualClock(0, random);
	const gateway = new SimulatedGateway(clock, { capacity, beyond, latency: [100, 150] }, random);
	const { levels } = await clock.run(simulate({ clock, gateway }, capacity * SECONDS * 10));
	return levels;
}

function panel({ capacity, beyond }: Case, levels: readonly Level[]): string {
	const bottom = PANEL.height - PANEL.bottom;
	const right = PANEL.width - PANEL.right;
	const y = (level: number) => round(bottom - (Math.min(TOP, level / capacity) / TOP) * (bottom - PANEL.top));
	const rules = [0, capacity, TOP * capacity].map(
		(level) =>
			`<path class="grid" d="M${PANEL.left} ${y(level)}H${right}"/><text x="${PANEL.left - 6}" y="${y(level) + 4}" text-anchor="end">${level}</text>`,
	);
	const ticks = [0, SECONDS / 2, SECONDS].map(
		(second) => `<text x="${x(second)}" y="${bottom + 16}" text-anchor="middle">${second} s</text>`,
	);
	const served = `<path class="line served guess" d="M${PANEL.left} ${y(capacity)}H${right}"/>`;
	const points = Array.from({ length: (SECONDS * 1000) / STEP_MS }, (_, index) => {
		const from = index * STEP_MS;
		return `${x(from / 1000)} ${y(meanLevel(levels, from, from + STEP_MS))}`;
	});
	const line = `<path class="line ours" d="M${points.join('L')}"/>`;
	const heading = `<text class="title" x="${PANEL.left}" y="22">${capacity} at a time; ${TITLES[beyond]}</text>`;
	return [heading, ...rules, ...ticks, served, line].join('\n');
}

function x(second: number): number {
	return round(PANEL.left + (second / SECONDS) * (PANEL.width - PANEL.left - PANEL.right));
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
