import type { IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { quoteNodeName } from '../../../shared/nodeName';
import { decide, type Decision, type LinkRequest } from './decide';
import { PAGE_HEADERS, renderPage } from './page';
import { answeredItem, MARK_PARAMETER, parseQuestion, QUESTION_FIELD, type Question } from './question';
import { takeAnswer } from './takenAnswers';

const LINK = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
} as const;

/** Where the link of a question leads: n8n finds the execution, and checks the signature. */
export const questionWebhooks: IWebhookDescription[] = [
	{ ...LINK, httpMethod: 'GET' },
	{ ...LINK, httpMethod: 'POST' },
];

/** Shows the page of a question; where somebody answers it, the execution goes on. */
export async function answerLink(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const question = waitingQuestion(context);
	const { page, approved } = decideOnce(question, {
		nowMs: Date.now(),
		method: context.getRequestObject().method,
		mark: Reflect.get(Object(context.getQueryData()), MARK_PARAMETER),
		form: Object(context.getBodyData()),
	});
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	// n8n would send headers of its own with a page that it is handed.
	response.status(page.kind === 'closed' ? 410 : 200).send(renderPage(question, page));
	if (!question || page.kind !== 'answered') return { noWebhookResponse: true };
	const data = { approved, respondedAt: new Date().toISOString() };
	return {
		noWebhookResponse: true,
		workflowData: [
			[{ json: answeredItem(question, { data }, `Answer: ${page.label}`), pairedItem: { item: 0 } }],
		],
	};
}

/** Of several answers at the same moment the first one decides. */
function decideOnce(question: Question | undefined, request: LinkRequest): Decision {
	const decision = decide(question, request);
	const isTaken = question && decision.approved !== undefined && !takeAnswer(question, request.nowMs);
	return isTaken ? { page: { kind: 'closed' } } : decision;
}

/** The question that the execution waits for. A webhook has no other way to what n8n keeps for a node. */
function waitingQuestion(context: IWebhookFunctions): Question | undefined {
	const name = quoteNodeName(context.getNode().name);
	return parseQuestion(context.evaluateExpression(`{{ $node[${name}].context["${QUESTION_FIELD}"] }}`));
}
