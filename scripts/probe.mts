import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { isRecord, parseJson, textOf } from '../gateway/response/json.ts';
import { HELP, readCommandLine, UsageError, type Settings } from '../harness/probe/commandLine.mts';
import { confirm, hasTerminal } from '../harness/probe/confirm.mts';
import { signedIn } from '../harness/probe/evidence.mts';
import { investigate } from '../harness/probe/investigate.mts';
import { maskNumber, Redactor } from '../harness/probe/redactor.mts';
import { writeReport } from '../harness/probe/report.mts';
import { TEXT } from '../harness/probe/sendOnce.mts';
import { measure } from '../sms/text.ts';

/** Beside 0, done (docs/probe.md). */
const EXIT = { usage: 1, notSignedIn: 2, notAccepted: 3 } as const;

try {
	const settings = readCommandLine(process.argv.slice(2), process.env);
	if (settings === 'help') process.stdout.write(HELP);
	else process.exitCode = await probe(settings);
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	log(error.message);
	process.exitCode = EXIT.usage;
}

async function probe(settings: Settings): Promise<number> {
	const { userName, password, appKey, baseUrl, send, asks, out } = settings;
	if (send && asks && !hasTerminal()) {
		throw new UsageError(
			'There is no terminal to ask on before the message is sent: run it in one, or give --yes to send without being asked',
		);
	}
	if (out !== undefined && existsSync(out)) {
		throw new UsageError(`--out is ${out}, which is there already: give a new file`);
	}
	const redactor = new Redactor([password, appKey, userName], TEXT, send?.to);
	const evidence = await investigate(settings, { redactor, log, mayISend: () => mayISend(settings) });
	const about = { version: await version(), date: new Date(), baseUrl };
	await hand(writeReport(evidence, about, redactor), out);
	if (!signedIn(evidence)) {
		log('Could not sign in: the report says what was answered.');
		return EXIT.notSignedIn;
	}
	const last = evidence.sends.at(-1);
	if (last) log(`The message: ${last.outcome.status}.`);
	return last === undefined || last.outcome.status === 'accepted' ? 0 : EXIT.notAccepted;
}

async function mayISend({ send, asks }: Settings): Promise<boolean> {
	if (!send) return false;
	const { parts } = measure(TEXT);
	const cost =
		`This sends 1 message of ${parts} part to ${maskNumber(send.to)} and costs what MobiConnect bills for one part ` +
		'(about KES 0.25 to 0.80).\n' +
		'It is asked for with a made-up access token first, then with real ones until one is taken: each once, and none ' +
		'after an answer that may mean that the message went out.\n';
	if (!asks) {
		log(`${cost}Sending without asking, because of --yes.`);
		return true;
	}
	const agreed = await confirm(`${cost}Type yes to send: `);
	if (!agreed) log('That was no yes: nothing is sent.');
	return agreed;
}

/** Hands the report over, on standard output where the file can't be written: it can't be had again for free. */
async function hand(report: string, out: string | undefined): Promise<void> {
	if (out === undefined) {
		process.stdout.write(report);
		return;
	}
	try {
		await writeFile(out, report, { flag: 'wx' });
		log(`The report is in ${out}.`);
	} catch {
		log(`${out} can't be written, so here is the report.`);
		process.stdout.write(report);
	}
}

async function version(): Promise<string> {
	const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
	const parsed = parseJson(text);
	return isRecord(parsed) ? textOf(parsed['version']) : '';
}

/** Beside the report, which has standard output to itself. */
function log(words: string): void {
	process.stderr.write(`${words}\n`);
}
