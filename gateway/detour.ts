/** The options of n8n's HTTP helpers that are needed here. */
interface ProbeOptions {
	readonly method: 'GET';
	readonly url: string;
	readonly timeout: number;
	readonly disableFollowRedirect: true;
	readonly ignoreHttpStatusErrors: true;
}

/** Sends a request by n8n's plain HTTP helper. */
type SendProbe = (options: ProbeOptions) => Promise<unknown>;

/** The request option that sends a request past the proxies of n8n's environment: it names the server as its own proxy. */
export interface Detour {
	readonly proxy?: { readonly protocol: 'http'; readonly host: string; readonly port: number };
}

/** A port where nobody listens (tcpmux, RFC 1078). */
const CLOSED_PORT = 1;
const PROBE_TIMEOUT_MS = 2000;

/**
 * Finds what keeps a request to a gateway on this machine (`http://`, and so not encrypted) from a proxy of n8n's
 * environment, which would read the password. n8n asks a proxy for loopback addresses, too, and tells nobody that it
 * does: so a request without a secret finds out, once for each address.
 */
export class DetourFinder {
	private readonly proxied = new Map<string, Promise<boolean>>();

	constructor(private readonly sendProbe: SendProbe) {}

	/** The detour to a URL; none for any other address, or where there is no proxy. */
	async find(url: string): Promise<Detour> {
		const { protocol, hostname } = new URL(url);
		if (protocol !== 'http:') return {};
		// A name may be looked up differently from one time to the next; the detour is right for it in any case.
		if (hostname === 'localhost') return detour(url);
		const proxied = this.proxied.get(hostname) ?? isProxied(hostname, this.sendProbe);
		this.proxied.set(hostname, proxied);
		return (await proxied) ? detour(url) : {};
	}
}

/** The detour for an address of this machine, without asking whether it is needed. */
export function detour(url: string): Detour {
	const { protocol, hostname, port } = new URL(url);
	return protocol === 'http:'
		? { proxy: { protocol: 'http', host: hostname, port: Number(port || 80) } }
		: {};
}

/** This machine refuses a connection to a port where nobody listens; a proxy answers, or is at another port. */
async function isProxied(hostname: string, sendProbe: SendProbe): Promise<boolean> {
	return await sendProbe({
		method: 'GET',
		url: `http://${hostname}:${CLOSED_PORT}/`,
		timeout: PROBE_TIMEOUT_MS,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	}).then(
		() => true,
		(error: unknown) => !isRefusedHere(error),
	);
}

function isRefusedHere(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	if ('port' in error && error.port === CLOSED_PORT) return true;
	return 'cause' in error && isRefusedHere(error.cause);
}
