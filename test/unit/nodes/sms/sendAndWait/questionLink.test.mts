import { describeLink } from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/questionLink';
import { withLink, withoutLink } from '../../../../../nodes/MobiConnect/resources/sms/message/link';
import fc from 'fast-check';

const LINK = `https://n8n.example.com/webhook-waiting/7/id?q=k3f9&signature=${'0'.repeat(64)}`;

test('a message of two parts with a public link needs no remark', () => {
	expect(describeLink({ parts: 2, encoding: 'GSM-7' }, LINK)).toBeUndefined();
});

test.each(['localhost', '127.0.0.1', '0.0.0.0'])('a link to %s is said to open on no phone', (host) => {
	const told = describeLink({ parts: 2, encoding: 'GSM-7' }, LINK.replace('n8n.example.com', `${host}:5678`));
	expect(told).toBe(
		`The link leads to ${host}, which no phone can open: set WEBHOOK_URL to the public address of this n8n.`,
	);
});

test('a message of three parts is told what would fit into two', () => {
	const room = 306 - 1 - LINK.length;
	const told = describeLink({ parts: 3, encoding: 'GSM-7' }, LINK);
	expect(told).toContain(`takes 3 parts, of which the link alone takes ${LINK.length} characters`);
	expect(told).toContain(`a question of up to ${room} characters would fit into 2`);
	expect(describeLink({ parts: 4, encoding: 'UCS-2' }, LINK)).toContain('without emoji');
});

test('a link that leaves no room in two parts is said to be long', () => {
	const long = LINK.replace('/7/', `/${'7'.repeat(250)}/`);
	expect(describeLink({ parts: 3, encoding: 'GSM-7' }, long)).toContain('a shorter address of this n8n');
});

test('a text is what it was once its link is taken away', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(withoutLink(withLink(text, LINK), LINK)).toBe(text.trimEnd());
			expect(withoutLink(text, LINK)).toBe(text);
		}),
	);
});
