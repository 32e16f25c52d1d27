/** A line of a plot. `measured` points get a dot; the rest of the line is worked out from them. */
export interface Series {
	readonly name: string;
	/** A class of the style sheet below. */
	readonly look: 'ours' | 'c' | 'b';
	readonly points: ReadonlyArray<readonly [items: number, ms: number]>;
	readonly measured: boolean;
}

export interface Panel {
	readonly title: string;
	readonly series: readonly Series[];
}

const PANEL = { width: 400, height: 330, left: 52, right: 112, top: 40, bottom: 42 };
const ITEMS: readonly [number, number] = [1_000, 50_000];
const TIME: readonly [number, number] = [100, 14_400_000];
const ITEM_TICKS = [1_000, 5_000, 10_000, 50_000];
const TIME_TICKS = new Map([
	[100, '0.1 s'],
	[1_000, '1 s'],
	[10_000, '10 s'],
	[60_000, '1 min'],
	[600_000, '10 min'],
	[3_600_000, '1 h'],
]);

/** One picture for light and dark: it takes its colours from what the reader prefers. */
const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #3b3f46 } .title { font-weight: 600; fill: #16181d }
.grid { stroke: #d9dce1; stroke-width: 1 } .line { fill: none; stroke-width: 2 } .guess { stroke-dasharray: 4 4 }
.ours { stroke: #0a6fd1; --c: #0a6fd1 } .served { stroke: #77808c; --c: #5c6570 } .c { stroke: #b85c00; --c: #b85c00 } .b { stroke: #b3261e; --c: #b3261e }
text.name { fill: var(--c); stroke: none } circle { fill: var(--c); stroke: none } .line.ours { stroke-width: 3 }
.paper { fill: #fff }
@media (prefers-color-scheme: dark) {
text { fill: #c3c8d0 } .title { fill: #f0f2f5 } .grid { stroke: #363b44 } .paper { fill: #14171c }
.ours { stroke: #5db0ff; --c: #5db0ff } .served { stroke: #98a2af; --c: #98a2af } .c { stroke: #f0a050; --c: #f0a050 } .b { stroke: #ff8a80; --c: #ff8a80 }
}`;

/** A picture of panels in rows and columns, each as large as the others (pixels). */
export function pictureSvg(
	description: string,
	size: { readonly width: number; readonly height: number },
	panels: ReadonlyArray<readonly string[]>,
): string {
	const width = size.width * Math.max(...panels.map(({ length }) => length));
	const height = size.height * panels.length;
	const drawn = panels.flatMap((row, down) =>
		row.map(
			(panel, across) =>
				`<g transform="translate(${across * size.width} ${down * size.height})">${panel}</g>`,
		),
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${description}</title>`,
		`<style>${STYLE}\n</style>`,
		`<rect class="paper" width="${width}" height="${height}" rx="6"/>`,
		...drawn,
		'</svg>\n',
	].join('\n');
}

/** Panels side by side, both axes logarithmic: time against items. */
export function plotSvg(description: string, panels: readonly Panel[]): string {
	return pictureSvg(description, PANEL, [panels.map(drawPanel)]);
}

function drawPanel({ title, series }: Panel): string {
	const bottom = PANEL.height - PANEL.bottom;
	const right = PANEL.width - PANEL.right;
	const rules = [...TIME_TICKS].map(
		([ms, label]) =>
			`<path class="grid" d="M${PANEL.left} ${y(ms)}H${right}"/><text x="${PANEL.left - 6}" y="${y(ms) + 4}" text-anchor="end">${label}</text>`,
	);
	const columns = ITEM_TICKS.map(
		(items) =>
			`<path class="grid" d="M${x(items)} ${PANEL.top}V${bottom}"/><text x="${x(items)}" y="${bottom + 16}" text-anchor="middle">${items.toLocaleString('en')}</text>`,
	);
	const heading = `<text class="title" x="${PANEL.left}" y="22">${title}</text>`;
	const below = `<text x="${(PANEL.left + right) / 2}" y="${bottom + 33}" text-anchor="middle">items</text>`;
	return [heading, ...rules, ...columns, below, ...names(series), ...series.map(drawSeries)].join('\n');
}

function drawSeries({ look, points, measured }: Series): string {
	const path = points.map(([items, ms], index) => `${index === 0 ? 'M' : 'L'}${x(items)} ${y(ms)}`).join('');
	const dots = measured
		? points.map(([items, ms]) => `<circle class="${look}" cx="${x(items)}" cy="${y(ms)}" r="3"/>`)
		: [];
	return `<path class="line ${look}${measured ? '' : ' guess'}" d="${path}"/>${dots.join('')}`;
}

/** Each line's name at its end: above its line inside the plot, and beside it at the edge, moved apart where two are close. */
function names(series: readonly Series[]): string[] {
	const ends = series
		.map((one) => ({ one, end: one.points.at(-1) ?? ITEMS }))
		.sort((a, b) => b.end[1] - a.end[1]);
	let lowest = 0;
	return ends.map(({ one, end: [items, ms] }) => {
		if (items < ITEMS[1]) {
			return `<text class="name ${one.look}" x="${x(items) + 8}" y="${y(ms) - 10}">${one.name}</text>`;
		}
		const at = Math.max(y(ms) + 4, lowest + 14);
		lowest = at;
		return `<text class="name ${one.look}" x="${x(items) + 8}" y="${at}">${one.name}</text>`;
	});
}

function x(items: number): number {
	return place(items, ITEMS, PANEL.left, PANEL.width - PANEL.right);
}

function y(ms: number): number {
	return place(ms, TIME, PANEL.height - PANEL.bottom, PANEL.top);
}

function place(value: number, [least, most]: readonly [number, number], from: number, to: number): number {
	const share = Math.log(value / least) / Math.log(most / least);
	return Math.round((from + share * (to - from)) * 10) / 10;
}
