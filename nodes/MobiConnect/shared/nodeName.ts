/** A node's name as an expression names it. Braces would end the expression, and the separators of Unicode a line. */
export function quoteNodeName(name: string): string {
	return JSON.stringify(name).replace(/[{}\u2028\u2029]/g, inUnicode);
}

function inUnicode(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
