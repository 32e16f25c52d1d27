import { useState } from 'preact/hooks';
import { CopyIcon } from './icons.tsx';

/** How long it is said what came of it. */
const SAID_MS = 1500;

interface Props {
	/** what is copied; nothing can be while there is none */
	text: string;
	/** what the button says, to a screen reader alone where it is an icon */
	name: string;
	icon?: boolean;
}

/** Copies to the clipboard, and says for a moment what came of it. A page that is not from this machine may not copy. */
export function CopyButton({ text, name, icon = false }: Props) {
	const [said, setSaid] = useState('');
	const say = (words: string) => {
		setSaid(words);
		setTimeout(() => setSaid(''), SAID_MS);
	};
	const copy = () => {
		// `clipboard` is missing where the page came neither from this machine nor by https, whatever its type says.
		const writing = Promise.resolve().then(() => navigator.clipboard.writeText(text));
		writing.then(
			() => say('Copied'),
			() => say('The browser does not let this page copy'),
		);
	};
	return (
		<>
			<button
				type="button"
				class={icon ? 'icon-button' : undefined}
				aria-label={icon ? name : undefined}
				disabled={text === ''}
				onClick={copy}
			>
				{icon && said === 'Copied' ? '✓' : <CopyIcon />}
				{!icon && name}
			</button>
			<span class={icon ? 'hidden' : 'note'} role="status">
				{said}
			</span>
		</>
	);
}
