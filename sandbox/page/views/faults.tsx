import { useState } from 'preact/hooks';
import type { Overview } from '../../inbox/types.mts';
import type { PlannedEndpoint } from '../../faults/queue.mts';
import type { Switches } from '../../faults/switches.mts';
import { tell } from '../api.ts';
import type { ViewProps } from '../view.ts';
import { type Fault, FAULTS, withoutToken } from './faultKinds.ts';
import { number, plural } from '../format.ts';

const ENDPOINTS: Record<PlannedEndpoint, string> = { send: 'Sends', auth: 'Sign-ins', refresh: 'Refreshes' };
const ONE: Record<PlannedEndpoint, string> = { send: 'send', auth: 'sign-in', refresh: 'refresh' };

/** What is planned to go wrong, and what else is not as usual, each with what the node makes of it. */
export function Faults({ overview }: ViewProps) {
	const [error, setError] = useState('');
	const act = (action: Promise<unknown>) => {
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
		</div>
	);
}

type Act = (action: Promise<unknown>) => void;

function SwitchList({ switches, act }: { switches: Overview['switches']; act: Act }) {
	const set = (changes: Partial<Switches>) => act(tell('PATCH', '/sandbox/switches', changes));
	return (
		<section aria-labelledby="switches">
			<h2 id="switches">Switches</h2>
			<p class="lead">They stay as they are set until they are set again.</p>
			<div class="cards">
				<NumberSwitch
					id="latency"
					name="Latency"
					unit="ms"
					value={switches.latency}
					gateway="Every answer waits that long. What is accepted is accepted before the wait."
					node="It waits up to its Timeout; beyond that it cannot know whether the message went out, and says so."
					set={(latency) => set({ latency })}
				/>
				<NumberSwitch
					id="access"
					name="Access token lives"
					unit="s"
					value={switches.accessTokenLifetime}
					gateway="From the next sign-in on, a token is refused when it is older."
					node="It uses one token until shortly before it ends, then gets another, once, however many executions run."
					set={(accessTokenLifetime) => set({ accessTokenLifetime })}
				/>
				<NumberSwitch
					id="refresh"
					name="Refresh token lives"
					unit="s"
					value={switches.refreshTokenLifetime}
					gateway="As documented it ends before the access token does."
					node="While it lives the node refreshes with it; afterwards it signs in with the password."
					set={(refreshTokenLifetime) => set({ refreshTokenLifetime })}
				/>
				<ChoiceSwitch
					id="refusal"
					name="A dead token is refused with"
					value={String(switches.tokenRefusal)}
					choices={{ '401': '401', '403': '403', '200': '200 and an error that speaks of the token' }}
					gateway="Nobody knows which of them the real gateway uses."
					node="In each case it signs in again once and sends once more."
					set={(value) => set({ tokenRefusal: value === '401' ? 401 : value === '403' ? 403 : 200 })}
				/>
				<ChoiceSwitch
					id="names"
					name="Token names"
					value={switches.tokenNames}
					choices={{ snake: 'access_token, expires_in', spaced: '"access token", "expires in"' }}
					gateway="The vendor’s document lost underscores; the real gateway is said to have them."
					node="It reads both spellings."
					set={(value) => set({ tokenNames: value === 'spaced' ? 'spaced' : 'snake' })}
				/>
				<article class="card">
					<h3>Revoke all tokens</h3>
					<p>Every token issued so far stops working.</p>
					<p class="node">
						<b>The node:</b> Its next send is refused; it signs in again once and sends once more.
					</p>
					<div class="do">
						<button type="button" onClick={() => act(tell('POST', '/sandbox/revoke'))}>
							Revoke
						</button>
					</div>
				</article>
			</div>
		</section>
	);
}

interface SwitchProps<Value> {
	id: string;
	name: string;
	value: Value;
	gateway: string;
	node: string;
	set(value: Value): void;
}

function NumberSwitch({ id, name, unit, value, gateway, node, set }: SwitchProps<number> & { unit: string }) {
	const change = (event: Event) => {
		if (event.currentTarget instanceof HTMLInputElement && event.currentTarget.value !== '') {
			set(event.currentTarget.valueAsNumber);
		}
	};
	return (
		<article class="card">
			<h3>
				<label for={id}>{name}</label>
			</h3>
			<p>{gateway}</p>
			<p class="node" id={`${id}-node`}>
				<b>The node:</b> {node}
			</p>
			<div class="do">
				<input
					id={id}
					type="number"
					min={0}
					step={1}
					value={value}
					aria-describedby={`${id}-node`}
					onChange={change}
				/>
				<span>{unit}</span>
			</div>
		</article>
	);
}

function ChoiceSwitch(props: SwitchProps<string> & { choices: Record<string, string> }) {
	const { id, name, value, choices, gateway, node, set } = props;
	return (
		<article class="card">
			<h3>
				<label for={id}>{name}</label>
			</h3>
			<p>{gateway}</p>
			<p class="node" id={`${id}-node`}>
				<b>The node:</b> {node}
			</p>
			<div class="do">
				<select
					id={id}
					value={value}
					aria-describedby={`${id}-node`}
					onChange={(event) => set(event.currentTarget.value)}
				>
					{Object.entries(choices).map(([choice, words]) => (
						<option value={choice}>{words}</option>
					))}
				</select>
			</div>
		</article>
	);
}

function NextAnswers({ planned, act }: { planned: Overview['planned']; act: Act }) {
	const [endpoint, setEndpoint] = useState<PlannedEndpoint>('send');
	const [times, setTimes] = useState(1);
	const words = `the next ${times === 1 ? '' : `${number(times)} `}${times === 1 ? ONE[endpoint] : ENDPOINTS[endpoint].toLowerCase()}`;
	const plan = (fault: Fault) => {
		act(tell('POST', '/sandbox/next', { endpoint, answers: [{ ...fault.answer, repeat: times }] }));
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
				<Waiting planned={planned} forget={() => act(tell('DELETE', '/sandbox/next'))} />
			</div>
			{FAULTS.map(({ title, outcome, faults }) => {
				const shown = faults.filter(({ elsewhere }) => elsewhere !== undefined || endpoint === 'send');
				return (
					<>
						{endpoint === 'send' && <h3 class={`group ${outcome}`}>{title}</h3>}
						<div class="cards">
							{shown.map((fault) => (
								<article class={`card ${endpoint === 'send' ? outcome : 'no'}`}>
									<h4>{fault.name}</h4>
									<p>{fault.gateway}</p>
									<p class="node">
										<b>The node:</b>{' '}
										{endpoint === 'send' ? fault.node : withoutToken(endpoint, fault.elsewhere)}
									</p>
									<div class="do">
										<button type="button" onClick={() => plan(fault)}>
											{`Fail ${words}`}
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
