import { advancedOptions, messageOptions, optionsField } from '../settings/optionFields';

export const sendOptions = optionsField('send', [...messageOptions, ...advancedOptions]);
