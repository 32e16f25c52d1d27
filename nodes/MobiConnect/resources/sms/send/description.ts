import { advancedOptions, messageOptions, optionsField } from '../fields/optionFields';

export const sendOptions = optionsField('send', [...messageOptions, ...advancedOptions]);
