import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Switches } from '../../../faults/switches.mts';
import { control, read } from '../../api.ts';
import type { Act } from '../../view.ts';

const FORMAT_NAMES = ['plain', 'plus', 'local', 'number'] as const;
const FORMATS: Record<Switches['recipientFormat'], string> = {
	plain: '254712345678',
	plus: '+254712345678',
	local: '0712345678',
	number: '254712345678, not as a text',
};

/** What stays as it is set, each with what the node makes of it. */
export function SwitchList({ switches, act }: { switches: Switches; act: Act }) {
	const set = (changes: Partial<Switches>) => act(read(control.switches.$patch({ json: changes })));
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
				<ChoiceSwitch
					id="order"
					name="Order of rows"
					value={switches.rowOrder}
					choices={{ asSent: 'that of the recipients', reversed: 'the other way round' }}
					gateway="The answer to a send has a row for each recipient; nothing says in which order."
					node="It goes by the number in the row, not by its place."
					set={(value) => set({ rowOrder: value === 'reversed' ? 'reversed' : 'asSent' })}
				/>
				<ChoiceSwitch
					id="format"
					name="Numbers in rows"
					value={switches.recipientFormat}
					choices={FORMATS}
					gateway="The document shows them with the country code and nothing else; nobody knows."
					node="It knows a recipient again however its number is written."
					set={(value) => {
						const format = FORMAT_NAMES.find((one) => one === value);
						if (format !== undefined) set({ recipientFormat: format });
					}}
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
						<button type="button" onClick={() => act(read(control.revoke.$post()))}>
							Revoke
						</button>
					</div>
				</article>
			</div>
		</section>
	);
}

interface CardProps {
	id: string;
	name: string;
	gateway: string;
	node: string;
}

interface SwitchProps<Value> extends CardProps {
	value: Value;
	set(value: Value): void;
}

/** What a switch is for, around the field that sets it, which has the `id`. */
function SwitchCard({ id, name, gateway, node, children }: CardProps & { children: ComponentChildren }) {
	return (
		<article class="card">
			<h3>
				<label for={id}>{name}</label>
			</h3>
			<p>{gateway}</p>
			<p class="node" id={`${id}-node`}>
				<b>The node:</b> {node}
			</p>
			<div class="do">{children}</div>
		</article>
	);
}

function NumberSwitch(props: SwitchProps<number> & { unit: string }) {
	const { id, unit, value, set } = props;
	// The page is drawn anew whenever something changes, and would take away what is being typed.
	const [draft, setDraft] = useState<string>();
	const change = (event: Event) => {
		setDraft(undefined);
		if (event.currentTarget instanceof HTMLInputElement && event.currentTarget.value !== '') {
			set(event.currentTarget.valueAsNumber);
		}
	};
	return (
		<SwitchCard {...props}>
			<input
				id={id}
				type="number"
				min={0}
				step={1}
				value={draft ?? value}
				aria-describedby={`${id}-node`}
				onInput={(event) => setDraft(event.currentTarget.value)}
				onChange={change}
			/>
			<span>{unit}</span>
		</SwitchCard>
	);
}

function ChoiceSwitch(props: SwitchProps<string> & { choices: Record<string, string> }) {
	const { id, value, choices, set } = props;
	return (
		<SwitchCard {...props}>
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
		</SwitchCard>
	);
}
