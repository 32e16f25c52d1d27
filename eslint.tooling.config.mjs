import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** What is not shipped: tests, scripts, the sandbox. What is shipped has n8n's own rules in `eslint.config.mjs`. */
export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', 'sandbox/dist/', '**/*.ts', '**/*.tmp.mts'] },
	js.configs.recommended,
	tseslint.configs.strictTypeChecked,
	{
		languageOptions: {
			globals: globals.node,
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			// A number in a text reads as what it is.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// `() => server.close()` says what is called, whatever it returns.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// `[...text]` goes by characters, where an index goes by UTF-16 units; the rule would forbid it.
			'@typescript-eslint/no-misused-spread': 'off',
			// What was caught may be handed on as it is.
			'@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
			// What has nothing to wait for may still have to return a promise, or to reject instead of throwing.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-empty-function': 'off',
			'@typescript-eslint/no-invalid-void-type': 'off',
		},
	},
	// What jest's matchers return is `any`, and stands where a value would.
	{
		files: ['**/*.test.mts'],
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	// A component's props are functions, not methods.
	{ files: ['**/*.tsx'], rules: { '@typescript-eslint/unbound-method': 'off' } },
	{
		files: ['**/*.js', '**/*.mjs'],
		extends: [tseslint.configs.disableTypeChecked],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
