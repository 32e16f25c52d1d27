/** A clause as a sentence begins: "the gateway said no" becomes "The gateway said no". */
export function capitalize(clause: string): string {
	return clause.charAt(0).toUpperCase() + clause.slice(1);
}

/** A sentence as a clause goes on after a colon; a name or an abbreviation keeps its capital. */
export function uncapitalize(sentence: string): string {
	return /^([A-Z][a-z]* |[A-Z][a-z]+$)/.test(sentence)
		? sentence.charAt(0).toLowerCase() + sentence.slice(1)
		: sentence;
}

/** A text as HTML that shows it, in an element. */
export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The first of many names, and how many there are beside: `A, B and 3 more`. */
export function nameFirst(names: ReadonlyArray<string | number>, most: number): string {
	const others = names.length > most ? ` and ${names.length - most} more` : '';
	return names.slice(0, most).join(', ') + others;
}
