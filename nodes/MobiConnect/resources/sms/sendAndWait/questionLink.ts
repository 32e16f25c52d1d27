import type { IExecuteFunctions } from 'n8n-workflow';
import { CAPACITY, measure } from '../../../../../sms/text';
import type { Link } from '../message/link';
import type { SmsText } from '../message/messageText';
import { MARK_PARAMETER } from './question';

/** The link to the page of a question. Whoever has it can answer, so it stands in the text and nowhere else. */
export function questionLink(context: IExecuteFunctions, mark: string): Link {
	const url = context.getSignedResumeUrl({ [MARK_PARAMETER]: mark });
	return isReviewStep(context) ? { url, cutTo: MAX_REVIEW_PARTS } : { url };
}

/** A model writes what a review step asks about, at any length; the page shows all of it. */
export const MAX_REVIEW_PARTS = 3;

/** Whether a person reviews what an AI agent is about to do; n8n gives the node another type for that. */
function isReviewStep(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('HitlTool');
}

/** The parts that a question with its link should need at most. */
const USUAL_PARTS = 2;

/** Hosts of addresses that lead to whatever machine opens them. */
const LOCAL_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/;

/** What is to be said of the link in a message: that no phone can open it, or that it makes the message long. */
export function describeLink(
	{ parts, encoding }: Pick<SmsText, 'parts' | 'encoding'>,
	link: string,
): string | undefined {
	const { hostname } = new URL(link);
	const remarks = [
		...(LOCAL_HOST.test(hostname)
			? [
					`The link leads to ${hostname}, which no phone can open: set WEBHOOK_URL to the public address of this n8n`,
				]
			: []),
		...(parts > USUAL_PARTS ? [describeParts(parts, encoding, link)] : []),
	];
	return remarks.length === 0 ? undefined : `${remarks.join('. ')}.`;
}

function describeParts(parts: number, encoding: SmsText['encoding'], link: string): string {
	const takes = `The message takes ${parts} parts, of which the link alone takes ${link.length} characters`;
	const room = USUAL_PARTS * CAPACITY['GSM-7'].several - measure(`\n${link}`).characters;
	if (room <= 0) return `${takes}: a shorter address of this n8n would make it cheaper`;
	const plain = encoding === 'GSM-7' ? '' : ' without emoji, curly quotes and the like';
	return `${takes}: a question of up to ${room} characters${plain} would fit into ${USUAL_PARTS}`;
}
