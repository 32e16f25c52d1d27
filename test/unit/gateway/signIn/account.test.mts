import { accountKey, readAccount } from '../../../../gateway/signIn/account.ts';
import { BaseUrlError } from '../../../../gateway/endpoints.ts';

const ACCOUNT = { userName: 'amina', password: 's3cret', baseUrl: 'https://gateway.example/api' };

describe('the account in the fields of a credential', () => {
	test('is its user name, its password and its base URL, as they are written', () => {
		expect(readAccount({ ...ACCOUNT, appKey: 'key', accessToken: 'x' })).toEqual(ACCOUNT);
		expect(readAccount({ ...ACCOUNT, userName: ' amina ' }).userName).toBe(' amina ');
	});

	test.each([[undefined], [null], [5], [true], [{}], [['x']]])('reads %j as empty', (value) => {
		expect(readAccount({ userName: value, password: value, baseUrl: value })).toEqual({
			userName: '',
			password: '',
			baseUrl: '',
		});
	});

	test('that are missing is empty', () => {
		expect(readAccount({})).toEqual({ userName: '', password: '', baseUrl: '' });
	});
});

describe('the key of an account', () => {
	test('differs where the user name, the password or the base URL does', () => {
		const keys = [
			accountKey(ACCOUNT),
			accountKey({ ...ACCOUNT, userName: 'otieno' }),
			accountKey({ ...ACCOUNT, userName: 'Amina' }),
			accountKey({ ...ACCOUNT, password: 's3creT' }),
			accountKey({ ...ACCOUNT, password: 's3cret ' }),
			accountKey({ ...ACCOUNT, baseUrl: 'https://gateway.example' }),
			accountKey({ ...ACCOUNT, baseUrl: 'https://gateway.example/API' }),
			accountKey({ ...ACCOUNT, userName: 'aminas', password: '3cret' }),
			accountKey({ ...ACCOUNT, userName: 'amina","s3cret', password: '' }),
		];
		expect(new Set(keys).size).toBe(keys.length);
		expect(accountKey({ ...ACCOUNT })).toBe(keys[0]);
	});

	test.each([
		'https://gateway.example/api/',
		' https://gateway.example/api// ',
		'HTTPS://Gateway.Example:443/api',
	])('is the same where the base URL is spelt %j', (baseUrl) => {
		expect(accountKey({ ...ACCOUNT, baseUrl })).toBe(accountKey(ACCOUNT));
	});

	test('holds none of the details', () => {
		expect(accountKey(ACCOUNT)).toMatch(/^[\w-]{43}$/);
		expect(accountKey(ACCOUNT)).not.toMatch(/amina|s3cret|gateway/);
	});

	test.each(['', 'http://gateway.example/api', 'https://amina:s3cret@gateway.example'])(
		'is there for no base URL that must not be given a secret: %j',
		(baseUrl) => {
			expect(() => accountKey({ ...ACCOUNT, baseUrl })).toThrow(BaseUrlError);
		},
	);
});
