import { useState } from 'preact/hooks';

/** How long it is said that something was copied. */
const SAID_MS = 1500;

/** Copies to the clipboard, and says for a moment what came of it. A page that is not from this machine may not copy. */
export function useCopy(): { copied: 'copied' | 'failed' | undefined; copy(text: string): void } {
	const [copied, setCopied] = useState<'copied' | 'failed'>();
	const say = (what: 'copied' | 'failed') => {
		setCopied(what);
		setTimeout(() => setCopied(undefined), SAID_MS);
	};
	const copy = (text: string) => {
		// `clipboard` is missing where the page came neither from this machine nor by https, whatever its type says.
		const writing = Promise.resolve().then(() => navigator.clipboard.writeText(text));
		writing.then(
			() => say('copied'),
			() => say('failed'),
		);
	};
	return { copied, copy };
}
