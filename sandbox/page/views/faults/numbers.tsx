import { useEffect, useState } from 'preact/hooks';
import type { MisbehavingNumber } from '../../../faults/misbehavingNumbers.mts';
import { control, inbox, read } from '../../api.ts';
import { CopyButton } from '../../components/copyButton.tsx';
import { DownloadIcon } from '../../components/icons.tsx';
import { phone } from '../../format.ts';
import type { Act } from '../../view.ts';

/** The numbers that bring a fault with them, each with what the node makes of it, to be taken into a spreadsheet. */
export function NumberList({ misbehaving, act }: { misbehaving: boolean; act: Act }) {
	const [numbers, setNumbers] = useState<readonly MisbehavingNumber[]>([]);
	useEffect(() => act(read(control.numbers.$get()).then(setNumbers)), []);
	const set = (misbehavingNumbers: boolean) =>
		act(read(control.switches.$patch({ json: { misbehavingNumbers } })));
	return (
		<section aria-labelledby="numbers">
			<h2 id="numbers">Numbers that misbehave</h2>
			<p class="lead">
				Put them into your spreadsheet to rehearse a fault without a switch. What concerns the whole request
				befalls whoever else is in it. As CSV they have the columns name, phone and order, which the examples
				with a spreadsheet read.
			</p>
			<div class="numbers-bar">
				<CopyNumbers act={act} />
				<a class="button" href="/sandbox/inbox/numbers.csv" download="misbehaving-numbers.csv">
					<DownloadIcon /> Download
				</a>
				<label class="check">
					<input
						type="checkbox"
						checked={misbehaving}
						onChange={(event) => set(event.currentTarget.checked)}
					/>
					They misbehave
				</label>
			</div>
			<ul class={misbehaving ? 'numbers' : 'numbers off'} aria-label="Numbers that misbehave">
				{numbers.map(({ number, name, gateway, node, outcome }) => (
					<li class={outcome}>
						<div>
							<p class="msisdn">{phone(number)}</p>
							<h3>{name}</h3>
						</div>
						<p>{gateway}</p>
						<p class="node">
							<b>The node:</b> {node}
						</p>
					</li>
				))}
			</ul>
		</section>
	);
}

/** Has the CSV at hand before it is asked for: a browser lets a page copy only at once after a click. */
function CopyNumbers({ act }: { act: Act }) {
	const [csv, setCsv] = useState('');
	useEffect(() => act(inbox['numbers.csv'].$get().then(async (answer) => setCsv(await answer.text()))), []);
	return <CopyButton text={csv} name="Copy as CSV" />;
}
