import { detour, DetourFinder } from '../../../gateway/detour.ts';

const URL_HERE = 'http://127.0.0.1:8254/api/auth';
const HERE = { proxy: { protocol: 'http', host: '127.0.0.1', port: 8254 } };

const refusedHere = async () => await Promise.reject(Object.assign(new Error('refused'), { port: 1 }));
const refusedElsewhere = async () =>
	await Promise.reject(Object.assign(new Error('refused'), { port: 3128 }));

/** JavaScript lets a program reject with anything. */
const NO_ERROR: unknown = null;
const A_TEXT: unknown = 'refused';

test.each([
	['no proxy, as this machine itself refuses', refusedHere, {}],
	[
		'no proxy, as the cause says',
		async () => await Promise.reject(new Error('failed', { cause: Object.assign(new Error(), { port: 1 }) })),
		{},
	],
	['a proxy that answers', async () => await Promise.resolve({}), HERE],
	['a proxy that is not there', refusedElsewhere, HERE],
	['something that is no error', async () => await Promise.reject(NO_ERROR), HERE],
	[
		'a proxy of which only the cause tells',
		async () => await Promise.reject(new Error('failed', { cause: new Error() })),
		HERE,
	],
	['a text in place of an error', async () => await Promise.reject(A_TEXT), HERE],
])('with %s, a gateway on this machine is reached past it', async (_, sendProbe, expected) => {
	expect(await new DetourFinder(sendProbe).find(URL_HERE)).toEqual(expected);
});

test('an address of this machine is asked about once, without a secret', async () => {
	const asked: unknown[] = [];
	const finder = new DetourFinder(async (options) => {
		asked.push(options);
		return await refusedHere();
	});
	await finder.find(URL_HERE);
	await finder.find('http://127.0.0.1:8254/api/auth/refresh');
	expect(asked).toEqual([
		{
			method: 'GET',
			url: 'http://127.0.0.1:1/',
			timeout: 2000,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		},
	]);
});

test.each([
	['https://lbtotal.mfs.co.ke/api/auth', {}],
	['http://localhost/api', { proxy: { protocol: 'http', host: 'localhost', port: 80 } }],
])('nothing is asked about %s', async (url, expected) => {
	const asked: unknown[] = [];
	const finder = new DetourFinder(async (options) => asked.push(options));
	expect(await finder.find(url)).toEqual(expected);
	expect(asked).toEqual([]);
	expect(detour(url)).toEqual(expected);
});
