import { textOf } from '../../../gateway/response/json.ts';
import { readEnvelopeStatus } from '../../../gateway/response/statusWords.ts';
import { refusesToken } from '../../../gateway/send/verdict.ts';
import { dataOf, envelopeOf, saysNo, type Evidence } from '../evidence.mts';
import type { AnsweredExchange } from '../exchange.mts';
import { describe, found, notTried, wordsIn, type Claim } from './claim.mts';

/** What docs/gateway.md says about refusals. */
export const REFUSAL_CLAIMS: readonly Claim[] = [
	{
		id: 'envelope-everywhere',
		section: 'Documented',
		claim: 'Every answer is `{ status, data, message }`',
		by: 'sign in, refresh, send',
		check: (evidence) => {
			const answered = answeredOf(evidence);
			if (answered.length === 0) return notTried('nothing was answered');
			const odd = answered.flatMap((exchange) => {
				const envelope = envelopeOf(exchange) ?? {};
				const missing = ['status', 'data', 'message'].filter((name) => !Object.hasOwn(envelope, name));
				return missing.length > 0 ? [`${exchange.name} lacks ${missing.join(', ')}`] : [];
			});
			return found(odd.length === 0, odd.join('; ') || `${answered.length} answer(s)`);
		},
	},
	{
		id: 'failures-are-200',
		section: 'Observed',
		claim: 'Failures come back as HTTP 200 with `status` "error"',
		by: 'whatever was refused, but for a made-up token',
		check: (evidence) => {
			const refused = answeredOf(evidence).filter(
				(exchange) => saysNo(exchange) && !refusesToken(exchange.response),
			);
			if (refused.length === 0) return notTried('nothing was refused');
			const asSaid = refused.filter(
				(exchange) => exchange.response.statusCode === 200 && envelopeOf(exchange)?.['status'] === 'error',
			);
			return found(
				asSaid.length === refused.length,
				refused.map((exchange) => `${exchange.name}: ${describe(exchange)}`).join('; '),
			);
		},
	},
	{
		id: 'failed-sign-in',
		section: 'Observed',
		claim: 'A failed sign in has no `data.access_token`, and its words in `data.message` or `message`',
		by: 'sign in with a wrong password',
		check: ({ signIn, wrongPassword }) => {
			const failed = wrongPassword ?? (saysNo(signIn) ? signIn : undefined);
			if (failed === undefined) return notTried('needs --try-wrong-password');
			const envelope = envelopeOf(failed);
			if (!envelope)
				return failed.kind === 'failed' ? notTried(failed.outcome.reason) : found(false, describe(failed));
			const hasToken = textOf(dataOf(failed)['access_token']) !== '';
			const hasWords = wordsIn(envelope['data'], envelope['message']) !== '';
			return found(!hasToken && hasWords, `${hasToken ? 'a token came with it! ' : ''}${describe(failed)}`);
		},
	},
	{
		id: 'token-refusal',
		section: 'Assumed',
		claim: 'A bad access token shows as 401, 403, or HTTP 200 with an error that speaks of the token',
		by: 'send (or sources) with a made-up token',
		check: ({ sends, sourcesWithMadeUpToken }) => {
			const shown = sends.find(({ token }) => token === 'made up')?.exchange ?? sourcesWithMadeUpToken;
			if (shown?.kind !== 'answered') return notTried(describe(shown));
			return found(refusesToken(shown.response), `${shown.name}: ${describe(shown)}`);
		},
	},
	{
		id: 'only-success-is-success',
		section: 'Assumed',
		claim: 'A send that is taken says "success", and nothing in its answer contradicts it',
		by: 'send',
		check: ({ sends }) => {
			const last = sends.at(-1);
			if (last === undefined) return notTried('nothing was sent');
			const { exchange, outcome } = last;
			if (exchange.kind === 'failed' || outcome.status === 'refused') return notTried(describe(exchange));
			return found(
				outcome.status === 'accepted' && readEnvelopeStatus(envelopeOf(exchange)?.['status']) === 'success',
				`${describe(exchange)}; the node reads: ${outcome.status}`,
			);
		},
	},
	{
		id: 'recipients-per-request',
		section: 'Assumed',
		claim: 'One request may carry 100 recipients',
		by: 'nothing',
		check: () => notTried('one message to one number says nothing about it'),
	},
	{
		id: 'old-token-lives',
		section: 'Unsaid',
		claim: 'An access token still works after a refresh',
		by: 'send with the token from before the refresh',
		check: ({ sends }) => {
			const attempt = sends.find(({ token }) => token === 'from before the refresh');
			if (attempt === undefined) return notTried('it was not asked for');
			const { exchange, outcome } = attempt;
			if (outcome.status === 'accepted') return found(true, describe(exchange));
			const isAboutToken = exchange.kind === 'answered' && refusesToken(exchange.response);
			return isAboutToken ? found(false, describe(exchange)) : notTried(describe(exchange));
		},
	},
];

/** The answers of the three documented endpoints. */
function answeredOf({
	signIn,
	refresh,
	refreshWithoutUserName,
	wrongPassword,
	sends,
}: Evidence): AnsweredExchange[] {
	const all = [
		signIn,
		refresh,
		refreshWithoutUserName,
		wrongPassword,
		...sends.map(({ exchange }) => exchange),
	];
	return all.filter((exchange): exchange is AnsweredExchange => exchange?.kind === 'answered');
}
