import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** What is not shipped: tests, scripts, the sandbox. What is shipped has n8n's own rules in `eslint.config.mjs`. */
export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', '**/*.ts', '**/*.tmp.mts'] },
	js.configs.recommended,
	tseslint.configs.strict,
	{
		languageOptions: { globals: globals.node },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/no-empty-function': 'off',
			'@typescript-eslint/no-invalid-void-type': 'off',
		},
	},
	{ files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
