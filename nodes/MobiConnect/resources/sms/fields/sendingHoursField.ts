import type { INodeProperties } from 'n8n-workflow';
import { WEEKDAYS } from '../../../../../sms/localTime';

/** Days as the field names them, in the order of the week. */
const DAYS = WEEKDAYS.map((name) => ({ name, value: name.toLowerCase() }));

/** What the hours are until somebody changes them. */
const FROM = '08:00';
const TO = '18:00';
const ALL_DAYS = DAYS.map(({ value }) => value);
const OUTSIDE = 'stop';

/** Sending Hours, one of the safeguards: when messages may go out. */
export const sendingHoursField: INodeProperties = {
	displayName: 'Sending Hours',
	name: 'sendingHours',
	type: 'fixedCollection',
	// Said, and not left out: n8n would drop hours with nothing but defaults when it saves the workflow.
	typeOptions: { multipleValues: false },
	placeholder: 'Add Hours',
	// Adding the safeguard adds the hours as well.
	default: { hours: { from: FROM, to: TO, days: ALL_DAYS, outside: OUTSIDE } },
	description:
		"When messages may go out, in the workflow's time zone (Timezone in the settings of the workflow). It goes by the clock alone and knows neither holidays nor what the law asks of you.",
	options: [
		{
			displayName: 'Hours',
			name: 'hours',
			values: [
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: FROM,
					placeholder: 'e.g. 08:00',
					description: "The time of day from which messages may go out, in the workflow's time zone",
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: TO,
					placeholder: 'e.g. 18:00',
					description:
						'The time of day at which messages stop going out. Where it is earlier than From, the hours go on after midnight; 24:00 is the end of the day.',
				},
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: DAYS,
					default: [...ALL_DAYS],
					description:
						'The days of the week on which messages may go out. Hours that go on after midnight belong to the day on which they begin.',
				},
				{
					displayName: 'Outside These Hours',
					name: 'outside',
					type: 'options',
					options: [
						{
							name: 'Skip, and Say From When It May Go',
							value: 'skip',
							description:
								'Nothing goes out, and each item says from when it may (sendableFrom), so that a Wait node can hold it until then',
						},
						{
							name: 'Stop Before Anything Is Sent',
							value: 'stop',
							description: 'The node stops, and says from when messages may go out',
						},
					],
					default: OUTSIDE,
					description: 'What to do with messages that would go out outside of the hours',
				},
			],
		},
	],
};
