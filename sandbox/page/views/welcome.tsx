import type { Overview } from '../../inbox/types.mts';
import { CopyButton } from '../components/copyButton.tsx';
import { MessagesIcon } from '../components/icons.tsx';

/** What the page shows before the first message: how to send one here. */
export function Welcome({ overview: { apiUrl, account } }: { overview: Overview }) {
	return (
		<section class="welcome" aria-labelledby="welcome">
			<span class="hero">
				<MessagesIcon />
			</span>
			<h2 id="welcome">Waiting for the first message</h2>
			<p>
				Send an SMS here instead of to MobiConnect: put this into the MobiConnect API credential in n8n, and
				run your workflow.
			</p>
			<dl class="credential">
				<Detail name="Base URL" value={apiUrl} />
				{account === undefined ? (
					<>
						<dt>The rest</dt>
						<dd>is printed where the sandbox was started</dd>
					</>
				) : (
					<>
						<Detail name="User Name" value={account.userName} />
						<Detail name="Password" value={account.password} />
						<Detail name="App Key" value={account.appKey} />
					</>
				)}
			</dl>
			<p class="small">Nothing that arrives here goes any further: no phone rings, and it costs nothing.</p>
		</section>
	);
}

function Detail({ name, value }: { name: string; value: string }) {
	return (
		<>
			<dt>{name}</dt>
			<dd>
				<code>{value}</code>
				<CopyButton text={value} name={`Copy ${name}`} icon />
			</dd>
		</>
	);
}
