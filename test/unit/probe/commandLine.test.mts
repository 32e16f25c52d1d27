import { HELP, readCommandLine, UsageError } from '../../../harness/probe/commandLine.mts';

const ENVIRONMENT = {
	MOBICONNECT_USER_NAME: 'amina',
	MOBICONNECT_PASSWORD: 'a password',
	MOBICONNECT_APP_KEY: 'a key',
	MOBICONNECT_SOURCE_ID: '7',
};
const TO = ['--to', '0700 000 001'];

test('a number and an environment make a probe that asks, with the default gateway', () => {
	expect(readCommandLine(TO, ENVIRONMENT)).toEqual({
		userName: 'amina',
		password: 'a password',
		appKey: 'a key',
		baseUrl: 'https://lbtotal.mfs.co.ke/api',
		send: { to: '254700000001', sourceId: 7 },
		asks: true,
		triesWrongPassword: false,
		out: undefined,
	});
});

test('--source-id goes before the environment', () => {
	expect(readCommandLine([...TO, '--source-id', '12'], ENVIRONMENT)).toMatchObject({
		send: { sourceId: 12 },
	});
});

test('--read-only sends nothing and needs neither number, source nor app key', () => {
	const { MOBICONNECT_USER_NAME, MOBICONNECT_PASSWORD } = ENVIRONMENT;
	expect(readCommandLine(['--read-only'], { MOBICONNECT_USER_NAME, MOBICONNECT_PASSWORD })).toMatchObject({
		send: undefined,
		appKey: '',
	});
});

test('--help goes before whatever is missing, and names every option', () => {
	expect(readCommandLine(['--help'], {})).toBe('help');
	for (const name of [
		'to',
		'read-only',
		'source-id',
		'base-url',
		'out',
		'yes',
		'try-wrong-password',
		'help',
	]) {
		expect(HELP).toContain(`--${name}`);
	}
});

test.each([
	[[], '--to is missing'],
	[['--to'], '--to has no value'],
	[['--to', '--yes'], '--to has no value'],
	[['--to', ''], '--to is empty'],
	[['--to', '0700000001,0700000002'], '--to names 2 numbers'],
	[['--to', '0200000001'], '--to is 0200000001: Not a Kenyan mobile number'],
	[[...TO, '--to', '0700000002'], '--to is given twice'],
	[[...TO, '--yes=no'], '--yes takes no value'],
	[[...TO, '--source-id', '0'], '--source-id is no source'],
	[[...TO, '--source-id', 'DUKA'], '--source-id is no source'],
	[[...TO, '--base-url', 'sms.example'], '--base-url: Base URL "sms.example" can\'t be used'],
	[[...TO, '--base-url', 'https://amina:secret-word@sms.example'], 'a user name or password of its own'],
	[
		[...TO, '--password', 'secret-word'],
		'Set MOBICONNECT_USER_NAME, MOBICONNECT_PASSWORD and MOBICONNECT_APP_KEY',
	],
	[[...TO, '--app-key=secret-word'], '--app-key is refused'],
	[[...TO, '--userName', 'secret-word'], '--userName is refused'],
	[[...TO, '--access_token=secret-word'], '--access_token is refused'],
	[[...TO, '--colour=secret-word'], '--colour is not an option'],
	[[...TO, '-psecret-word'], '-p is not an option'],
	[[...TO, 'secret-word'], 'an argument without a name'],
	[[...TO, '--', 'secret-word'], 'an argument without a name'],
])('%j is refused, without a word that may be a secret', (args, words) => {
	const read = () => readCommandLine(args, ENVIRONMENT);
	expect(read).toThrow(UsageError);
	expect(read).toThrow(words);
	expect(read).not.toThrow('secret-word');
});

test.each([
	[{}, 'no MOBICONNECT_USER_NAME, no MOBICONNECT_PASSWORD, no MOBICONNECT_APP_KEY'],
	[{ ...ENVIRONMENT, MOBICONNECT_PASSWORD: '  ' }, 'The environment has no MOBICONNECT_PASSWORD:'],
	[{ ...ENVIRONMENT, MOBICONNECT_SOURCE_ID: '' }, 'The source is missing'],
])('an environment that lacks something is refused by its name: %j', (environment, words) => {
	expect(() => readCommandLine(TO, environment)).toThrow(words);
});
