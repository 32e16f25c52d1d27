import fc from 'fast-check';
import { campaignRow } from '../../../sandbox/inbox/campaigns/rows.mts';
import { Inbox } from '../../../sandbox/inbox/inbox.mts';
import { everything } from '../../../sandbox/inbox/search.mts';
import { Mailbox } from '../../../sandbox/store/mailbox.mts';

const submission = fc.record({
	text: fc.constantFrom(
		'Habari',
		'Sale’',
		'a'.repeat(161),
		'Hi Amina, it is 8 o’clock',
		'Hi Ben, it is 9 o’clock',
	),
	sourceId: fc.constantFrom(1, 2),
	to: fc.array(fc.constantFrom('254700000001', '254700000002', '254700000003'), { maxLength: 6 }),
});

function shown({ conversations, campaigns }: Inbox) {
	return {
		conversations: conversations.rows(everything),
		campaigns: campaigns.matching(everything).map(({ id: _, wordings, ...campaign }) => ({
			...campaign,
			texts: wordings.map(({ wording }) => wording.text).sort(),
			template: campaignRow({ ...campaign, id: 1, wordings }).template,
		})),
		totals: campaigns.totals,
		found: campaigns.totalsOf(everything),
		size: conversations.size,
	};
}

test('an inbox that followed the mailbox shows what one shows that is opened now', () => {
	const step = fc.oneof({ weight: 9, arbitrary: submission }, fc.constant('clear' as const));
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 10 }), fc.array(step, { maxLength: 20 }), (capacity, steps) => {
			const mailbox = new Mailbox(capacity);
			const followed = new Inbox(mailbox);
			for (const [index, one] of steps.entries()) {
				if (one === 'clear') mailbox.clear();
				else {
					const first = mailbox.takeIds(one.to.length);
					const recipients = one.to.map((to, place) => ({ id: first + place, to }));
					mailbox.accept({ ...one, recipients }, index, new Date(index));
				}
				expect(shown(followed)).toEqual(shown(new Inbox(mailbox)));
			}
		}),
	);
});
