import type { Submit } from '../../../../../delivery/dispatch';
import { outsideHours } from '../plan/outsideHours';
import type { SendingHoursChoice } from '../settings/sendingHours';

/** Sends within the sending hours only: a run may last until after their end. */
export function withinHours(submit: Submit, rule: SendingHoursChoice | undefined): Submit {
	if (!rule) return submit;
	return async (request, onLeave) => {
		const outside = outsideHours(rule, Date.now());
		if (!outside) return await submit(request, onLeave);
		const outcome = rule.outside === 'skip' ? outside : { ...outside, status: 'notAttempted' as const };
		return request.recipients.map(() => outcome);
	};
}
