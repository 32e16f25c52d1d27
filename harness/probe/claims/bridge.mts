import { rowsOf, saysNo, succeeded } from '../evidence.mts';
import type { Exchange } from '../exchange.mts';
import { describe, found, notTried, quote, type Claim, type Assessment } from './claim.mts';

/** What docs/gateway.md observed of the vendor's web client, and does not know of API users. */
export const BRIDGE_CLAIMS: readonly Claim[] = [
	{
		id: 'bridge-sources',
		section: 'Unsaid',
		claim: "An API user's token opens `GET bridge/source/active`",
		by: 'sources',
		check: ({ sources }) => opens(sources),
	},
	{
		id: 'bridge-balance',
		section: 'Unsaid',
		claim: "An API user's token opens `GET bridge/sent-sms/my-smsdetails`",
		by: 'balance',
		check: ({ balance }) => opens(balance),
	},
	{
		id: 'source-row',
		section: 'Observed',
		claim: 'A source is a row with an integer `id` and a `senderId` of letters and digits',
		by: 'sources',
		check: ({ sources }) => {
			const [row] = rowsOf(sources);
			if (!succeeded(sources) || !row) return notTried('no source was read');
			const { id, senderId } = row;
			const isSender = typeof senderId === 'string' && /^[\p{L}\p{N} _.&-]+$/u.test(senderId);
			return found(Number.isInteger(id) && isSender, `fields: ${Object.keys(row).map(quote).join(', ')}`);
		},
	},
];

function opens(exchange: Exchange | undefined): Assessment {
	return succeeded(exchange) || saysNo(exchange)
		? found(succeeded(exchange), describe(exchange))
		: notTried(describe(exchange));
}
