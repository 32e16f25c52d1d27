import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A modal dialog; the browser keeps the focus in it, and closes it on Escape. */
export function Dialog({
	title,
	close,
	children,
}: {
	title: string;
	close(): void;
	children: ComponentChildren;
}) {
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => dialog.current?.showModal(), []);
	return (
		<dialog ref={dialog} onClose={close} aria-labelledby="dialog-title">
			<h2 id="dialog-title">{title}</h2>
			{children}
		</dialog>
	);
}

interface HelpProps {
	keys: boolean;
	setKeys(on: boolean): void;
	close(): void;
}

/** The keys that the page knows. */
export function Help({ keys, setKeys, close }: HelpProps) {
	return (
		<Dialog title="Keyboard" close={close}>
			<dl class="keys">
				<dt>
					<kbd>/</kbd>
				</dt>
				<dd>search; what was searched before is selected</dd>
				<dt>
					<kbd>1</kbd> – <kbd>4</kbd>
				</dt>
				<dd>messages, campaigns, requests, faults</dd>
				<dt>
					<kbd>↑</kbd> <kbd>↓</kbd> <kbd>Home</kbd> <kbd>End</kbd>
				</dt>
				<dd>go along a list; Enter opens</dd>
				<dt>
					<kbd>Esc</kbd>
				</dt>
				<dd>empty the search, or go back to the list</dd>
				<dt>
					<kbd>?</kbd>
				</dt>
				<dd>this help</dd>
			</dl>
			<label class="check">
				<input type="checkbox" checked={keys} onChange={(event) => setKeys(event.currentTarget.checked)} />{' '}
				Single keys work
			</label>
			<form method="dialog" class="buttons">
				<button>Close</button>
			</form>
		</Dialog>
	);
}

/** Asks before everything is thrown away. */
export function ConfirmClear({ words, clear, close }: { words: string; clear(): void; close(): void }) {
	return (
		<Dialog title="Clear the inbox?" close={close}>
			<p>{words} and all requests are thrown away. Switches and planned answers stay.</p>
			<form method="dialog" class="buttons">
				<button autofocus>Keep</button>
				<button class="danger" onClick={clear}>
					Clear
				</button>
			</form>
		</Dialog>
	);
}
