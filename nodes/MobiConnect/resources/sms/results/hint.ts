import type { IExecuteFunctions } from 'n8n-workflow';
import { escapeHtml } from '../../../shared/words';

/** Shows a sentence above the output, where there is one. n8n reads it as HTML, of which a row or the gateway may hold some. */
export function hint(context: IExecuteFunctions, sentence: string | undefined): void {
	if (sentence === undefined) return;
	context.addExecutionHints({ message: escapeHtml(sentence), location: 'outputPane' });
}
