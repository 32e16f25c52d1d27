/** What one request to send carries. Recipients are MSISDNs, each of them once. */
export interface SendRequest {
	readonly text: string;
	readonly recipients: readonly string[];
	readonly sourceId: number;
}

/** The body of a request to send (docs/gateway.md, Documented). */
export function sendBody({ text, recipients, sourceId }: SendRequest) {
	return { message: text, recipients: [...recipients], sourceId };
}
