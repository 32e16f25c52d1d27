/** What a plain read is made of: a chain of names, and nothing that decides or computes. */
const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|${'`'}(?:[^${'`'}\\$]|\\.)*${'`'}`;
/** `$json`, `$('Start')`, `$fromAI('name', …)`, `$now`. */
const ROOT = String.raw`(?<![\p{ID_Continue}$.])\$(?:\(\s*(?:${STRING})\s*\)|fromAI\s*\((?:[^()"'${'`'}]|${STRING})*\)|[\p{ID_Start}_][\p{ID_Continue}]*(?![\p{ID_Continue}$]|\s*\())`;
/** `.name`, `?.name`, `["a name"]`, `[0]`, and those of n8n's own calls that choose an item. */
const STEP = String.raw`\s*\??\.\s*(?:first|last|all|itemMatching)\(\s*\d*\s*\)|\s*\??\.\s*${NAME}(?![\p{ID_Continue}$]|\s*(?:\?\.\s*)?\()|\s*(?:\?\.\s*)?\[\s*(?:${STRING}|\d+)\s*\]`;
const READ = `${ROOT}(?:${STEP})*`;

const PLAIN = new RegExp(`^${READ}$`, 'u');
const READS = new RegExp(READ, 'gu');
const STRINGS = new RegExp(STRING, 'gu');
const COMPARED = new RegExp(`[!=]==?\\s*(?:${STRING})|(?:${STRING})\\s*[!=]==?`, 'gu');

/** Whether an expression only reads something: `$json.people[0].name`, `$('Start').item.json.name`. */
export function isPlainRead(source: string): boolean {
	return PLAIN.test(source);
}

/** Everything that an expression reads, each as an expression of its own, as often as it stands there. */
export function readsIn(source: string): string[] {
	return source.match(READS) ?? [];
}

/** The texts written in an expression by hand, but for those that something is only compared with. */
export function stringsIn(source: string): string[] {
	return source.replace(COMPARED, '').match(STRINGS) ?? [];
}
