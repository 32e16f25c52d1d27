import { BaseUrlError, DEFAULT_BASE_URL, endpointUrl, normalizeBaseUrl } from '../../../gateway/endpoints.ts';

/** The error in words, or the address. */
function spelling(baseUrl: string): string {
	try {
		return normalizeBaseUrl(baseUrl);
	} catch (error) {
		if (error instanceof BaseUrlError) return error.message;
		throw error;
	}
}

describe('the address of', () => {
	test.each([
		['signIn', 'https://lbtotal.mfs.co.ke/api/auth'],
		['refresh', 'https://lbtotal.mfs.co.ke/api/auth/refresh'],
		['send', 'https://lbtotal.mfs.co.ke/api/communications/sms/sendMessage'],
	] as const)('%s is %s', (endpoint, url) => {
		expect(endpointUrl(DEFAULT_BASE_URL, endpoint)).toBe(url);
		expect(endpointUrl(`${DEFAULT_BASE_URL}/`, endpoint)).toBe(url);
		expect(endpointUrl(` ${DEFAULT_BASE_URL}/// `, endpoint)).toBe(url);
	});
});

describe('a base URL that may be given a secret', () => {
	test.each([
		['https://gateway.example/api', 'https://gateway.example/api'],
		['https://gateway.example/api/', 'https://gateway.example/api'],
		['https://gateway.example/api///', 'https://gateway.example/api'],
		['https://gateway.example', 'https://gateway.example'],
		['https://gateway.example/', 'https://gateway.example'],
		['  https://gateway.example/api\n', 'https://gateway.example/api'],
		['HTTPS://Gateway.Example/API', 'https://gateway.example/API'],
		['https://gateway.example:443/api', 'https://gateway.example/api'],
		['https://gateway.example:8443/a/b/', 'https://gateway.example:8443/a/b'],
		['https://gateway.example/api?', 'https://gateway.example/api'],
		['https://gateway.example/api#', 'https://gateway.example/api'],
		['https://10.0.0.1/api', 'https://10.0.0.1/api'],
		['http://localhost:3000/api', 'http://localhost:3000/api'],
		['http://LOCALHOST/api', 'http://localhost/api'],
		['http://127.0.0.1:3000/api/', 'http://127.0.0.1:3000/api'],
		['http://127.0.0.1', 'http://127.0.0.1'],
		['http://127.1.2.3:80/api', 'http://127.1.2.3/api'],
		['http://127.255.255.255/api', 'http://127.255.255.255/api'],
		['http://127.1/api', 'http://127.0.0.1/api'],
		['http://[::1]:3000/api', 'http://[::1]:3000/api'],
		['http://[0:0:0:0:0:0:0:1]/api', 'http://[::1]/api'],
	])('%j is %s', (given, normal) => {
		expect(normalizeBaseUrl(given)).toBe(normal);
		expect(normalizeBaseUrl(normal)).toBe(normal);
	});
});

describe('a base URL that must not', () => {
	test.each([
		['', 'it is not a web address'],
		['gateway.example/api', 'it is not a web address'],
		['/api', 'it is not a web address'],
		['https://', 'it is not a web address'],
		['https://gate way.example', 'it is not a web address'],
		['http://127.0.0.256/api', 'it is not a web address'],
		['ftp://gateway.example/api', 'it is not a web address'],
		['file:///etc/passwd', 'it is not a web address'],
		['localhost:3000/api', 'it is not a web address'],
		['javascript:alert(1)', 'it is not a web address'],
		['http://gateway.example/api', 'your password would cross the network unencrypted'],
		['http://10.0.0.1/api', 'your password would cross the network unencrypted'],
		['http://128.0.0.1/api', 'your password would cross the network unencrypted'],
		['http://0.0.0.0/api', 'your password would cross the network unencrypted'],
		['http://[::2]/api', 'your password would cross the network unencrypted'],
		['http://localhost.evil.example/api', 'your password would cross the network unencrypted'],
		['http://127.0.0.1.evil.example/api', 'your password would cross the network unencrypted'],
		['http://evil.example/localhost', 'your password would cross the network unencrypted'],
		['http://notlocalhost/api', 'your password would cross the network unencrypted'],
		['https://gateway.example/api?x=1', 'it has something after the path'],
		['https://gateway.example/api#top', 'it has something after the path'],
		['http://127.0.0.1/api?x', 'it has something after the path'],
	])('%j: %s', (given, why) => {
		expect(spelling(given)).toBe(
			`Base URL "${given.replace(/[?#].*/, '?…')}" can't be used: ${why}. Use an address that begins with https://, such as ` +
				'https://lbtotal.mfs.co.ke/api (http:// only for this machine, such as http://127.0.0.1:3000/api)',
		);
		expect(() => endpointUrl(given, 'signIn')).toThrow(BaseUrlError);
	});

	test.each([
		'https://amina:s3cret@gateway.example/api',
		'https://s3cret@gateway.example/api',
		'https://:s3cret@gateway.example/api',
		'http://amina:s3cret@127.0.0.1/api',
		'http://amina:s3cret@gateway.example/api',
		'ftp://amina:s3cret@gateway.example/api',
		'amina:s3cret@gateway.example/api',
		'http//amina:s3cret@gateway.example/api',
		'https://amina:s3cret@',
		'https://amina:s3cret@gate way.example',
		'https://amina:s3/cret@gate way.example',
		'https://amina:s3cret@x@gateway.example',
	])('%s: a name or password in it is refused and not repeated', (given) => {
		const words = spelling(given);
		expect(words).toMatch(/^Base URL ".*" can't be used: /);
		expect(words).not.toMatch(/s3|cret|amina/);
	});

	test.each([
		['https://amina:s3cret@gateway.example/api', 'https://…@gateway.example/api'],
		['svn+ssh2://amina:s3cret@gateway.example', 'svn+ssh2://…@gateway.example'],
		['amina:s3cret@gateway.example/api', '…@gateway.example/api'],
		['  ftp://gateway.example\n', 'ftp://gateway.example'],
	])('%j is shown as %s', (given, shown) => {
		expect(spelling(given)).toContain(`Base URL "${shown}" can't be used`);
	});

	test('has an error with a name of its own', () => {
		expect(() => normalizeBaseUrl('')).toThrow(expect.objectContaining({ name: 'BaseUrlError' }));
	});

	test('what stands before @localhost is not the host', () => {
		expect(spelling('http://localhost@evil.example/api')).toContain(
			'it holds a user name or password of its own',
		);
	});
});
