import { useState } from 'preact/hooks';
import type { PlannedEndpoint } from '../../faults/queue.mts';
import type { Overview } from '../../inbox/types.mts';
import { control, read } from '../api.ts';
import { number, plural } from '../format.ts';
import type { Act, ViewProps } from '../view.ts';
import { type Fault, FAULTS } from './faultKinds.ts';
import { NumberList } from './numbers.tsx';
import { SwitchList } from './switches.tsx';

const ENDPOINTS: Record<PlannedEndpoint, string> = { send: 'Sends', auth: 'Sign-ins', refresh: 'Refreshes' };
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
			<SwitchList switches={overview.switches} act={act} />
			<NextAnswers planned={overview.planned} act={act} />
			<NumberList misbehaving={overview.switches.misbehavingNumbers} act={act} />
		</div>
	);
}

function NextAnswers({ planned, act }: { planned: Overview['planned']; act: Act }) {
	const [endpoint, setEndpoint] = useState<PlannedEndpoint>('send');
	const [times, setTimes] = useState(1);
	const words = `the next ${times === 1 ? '' : `${number(times)} `}${times === 1 ? ONE[endpoint] : ENDPOINTS[endpoint].toLowerCase()}`;
	const plan = (fault: Fault) => {
		act(read(control.next.$post({ json: { endpoint, answers: [{ ...fault.answer, repeat: times }] } })));
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
					{(['send', 'auth', 'refresh'] as const).map((one) => (
						<label>
							<input
								type="radio"
								name="endpoint"
								checked={one === endpoint}
								onChange={() => setEndpoint(one)}
							/>
							<span>
								{ENDPOINTS[one]}
								{planned[one] > 0 && <b class="badge hot">{number(planned[one])}</b>}
							</span>
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
				<Waiting planned={planned} forget={() => act(read(control.next.$delete()))} />
			</div>
			{FAULTS.map(({ title, outcome, faults }) => {
				const shown = faults.filter(({ elsewhere }) => elsewhere !== undefined || endpoint === 'send');
				return (
					<>
						{endpoint === 'send' && <h3 class={`group ${outcome}`}>{title}</h3>}
						<div class="cards">
							{shown.map((fault) => (
								<article class={`card outcome ${endpoint === 'send' ? outcome : 'no'}`}>
									<h4>{fault.name}</h4>
									<p>{fault.gateway}</p>
									<p class="node">
										<b>The node:</b>{' '}
										{endpoint === 'send' ? fault.node : withoutToken(endpoint, fault.elsewhere)}
									</p>
									<div class="do">
										<button type="button" onClick={() => plan(fault)}>
											{`${outcome === 'yes' ? 'Answer' : 'Fail'} ${words}`}
											<span class="hidden"> ({fault.name})</span>
										</button>
									</div>
								</article>
							))}
						</div>
					</>
				);
			})}
		</section>
	);
}

function Waiting({ planned, forget }: { planned: Overview['planned']; forget: () => void }) {
	const count = planned.send + planned.auth + planned.refresh;
	return (
		<p class="waiting" role="status">
			{count === 0 ? 'Nothing is planned: all is normal.' : `${plural(count, 'answer')} planned.`}
			{count > 0 && (
				<button type="button" class="quiet" onClick={forget}>
					Forget
				</button>
			)}
		</p>
	);
}

/** What the node does when it is a sign-in or a refresh that fails so. */
function withoutToken(endpoint: Exclude<PlannedEndpoint, 'send'>, elsewhere: Fault['elsewhere']): string {
	if (endpoint === 'refresh') return 'It signs in with the password instead.';
	return elsewhere === 'passing'
		? 'It has no token and has sent nothing, so it tries again; if that fails too, it says that it could not sign in, and why.'
		: 'It has no token and sends nothing; it says that it could not sign in, and why.';
}
