import { useState } from 'preact/hooks';
import type { PlannedEndpoint } from '../../../faults/queue.mts';
import type { Overview } from '../../../inbox/types.mts';
import { control, read } from '../../api.ts';
import { number } from '../../format.ts';
import type { Act, ViewProps } from '../../view.ts';
import type { Fault } from './fault.ts';
import { FAULTS } from './faultKinds.ts';
import { NumberList } from './numbers.tsx';
import { ENDPOINT_NAMES, ENDPOINTS, Planned } from './planned.tsx';
import { SwitchList } from './switches.tsx';

const ONE: Record<PlannedEndpoint, string> = { send: 'send', auth: 'sign-in', refresh: 'refresh' };

/** What is planned to go wrong, and what else is not as usual, each with what the node makes of it. */
export function Faults({ overview }: ViewProps) {
	const [error, setError] = useState('');
	const act: Act = (action) => {
		setError('');
		action.catch((reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)));
	};
	return (
		<div class="scroller faults" tabIndex={0} role="region" aria-label="Faults">
			{error !== '' && (
				<p class="notice bad" role="alert">
					{error}
				</p>
			)}
			<NextAnswers planned={overview.planned} act={act} />
			<NumberList misbehaving={overview.switches.misbehavingNumbers} act={act} />
			<SwitchList switches={overview.switches} act={act} />
		</div>
	);
}

function NextAnswers({ planned, act }: { planned: Overview['planned']; act: Act }) {
	const [endpoint, setEndpoint] = useState<PlannedEndpoint>('send');
	const [times, setTimes] = useState(1);
	const words = `the next ${times === 1 ? '' : `${number(times)} `}${times === 1 ? ONE[endpoint] : ENDPOINTS[endpoint].toLowerCase()}`;
	const plan = ({ answer, name }: Fault) => {
		act(read(control.next.$post({ json: { endpoint, answers: [{ ...answer, name, repeat: times }] } })));
	};
	return (
		<section aria-labelledby="next">
			<h2 id="next">The next answers</h2>
			<p class="lead">
				They are used up one by one, in the order they are planned; then all is normal again.
			</p>
			<div class="plan-bar">
				<fieldset class="segmented">
					<legend class="hidden">What shall fail</legend>
					{ENDPOINT_NAMES.map((one) => (
						<label>
							<input
								type="radio"
								name="endpoint"
								checked={one === endpoint}
								onChange={() => setEndpoint(one)}
							/>
							<span>{ENDPOINTS[one]}</span>
						</label>
					))}
				</fieldset>
				<label class="times">
					the next
					<input
						type="number"
						min={1}
						step={1}
						value={times}
						onInput={(event) => setTimes(Math.max(1, Math.floor(event.currentTarget.valueAsNumber) || 1))}
					/>
				</label>
				<Planned planned={planned} forget={() => act(read(control.next.$delete()))} />
			</div>
			{FAULTS.map(({ title, outcome, faults }) => (
				<>
					{endpoint === 'send' && <h3 class={`group ${outcome ?? ''}`}>{title}</h3>}
					<div class="cards">
						{faults
							.filter(({ elsewhere }) => elsewhere !== undefined || endpoint === 'send')
							.map((fault) => (
								<FaultCard fault={fault} endpoint={endpoint} words={words} plan={plan} />
							))}
					</div>
				</>
			))}
		</section>
	);
}

interface FaultCardProps {
	fault: Fault;
	endpoint: PlannedEndpoint;
	/** what it will befall */
	words: string;
	plan(fault: Fault): void;
}

function FaultCard({ fault, endpoint, words, plan }: FaultCardProps) {
	const { name, outcome, gateway, node, elsewhere } = fault;
	return (
		<article class={`card outcome ${endpoint === 'send' ? outcome : outcomeWithoutToken(endpoint)}`}>
			<h4>{name}</h4>
			<p>{gateway}</p>
			<p class="node">
				<b>The node:</b> {endpoint === 'send' ? node : withoutToken(endpoint, elsewhere)}
			</p>
			<div class="do">
				<button type="button" onClick={() => plan(fault)}>
					{`${outcome === 'yes' ? 'Answer' : 'Fail'} ${words}`}
					<span class="hidden"> ({name})</span>
				</button>
			</div>
		</article>
	);
}

/** What the node does when it is a sign-in or a refresh that fails so. */
function withoutToken(endpoint: Exclude<PlannedEndpoint, 'send'>, elsewhere: Fault['elsewhere']): string {
	if (endpoint === 'refresh') return 'It signs in with the password instead.';
	return elsewhere === 'passing'
		? 'It has no token and has sent nothing, so it tries again; if that fails too, it says that it could not sign in, and why.'
		: 'It has no token and sends nothing; it says that it could not sign in, and why.';
}

/** Without a sign-in nothing goes out; without a refresh it does, after a sign-in. */
function outcomeWithoutToken(endpoint: Exclude<PlannedEndpoint, 'send'>): Fault['outcome'] {
	return endpoint === 'refresh' ? 'later' : 'no';
}
