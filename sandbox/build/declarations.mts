import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { writtenOut } from './writtenOut.mts';

/** What a file declares, by name: its own statements, and what it has from other files of ours. */
interface Declared {
	readonly statements: ReadonlyMap<string, ts.Statement>;
	readonly elsewhere: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
}

/**
 * The types of all that a module exports, in one file that needs no other and no library. TypeScript writes them, a file
 * for each of ours; here they are gathered. A type that a schema makes is written out, as its users see it.
 */
export async function declarationsOf(entry: string): Promise<string> {
	const program = ts.createProgram([entry], optionsOf(entry));
	const files = new Map<string, Declared>();
	for (const { fileName } of program.getSourceFiles().filter(isOurs))
		files.set(fileName, declared(program, fileName));

	const names = exportsOf(program, entry);
	const texts = new Map<string, string>();
	const gather = (file: string, name: string): void => {
		const found = files.get(file);
		const other = found?.elsewhere.get(name);
		if (other !== undefined) gather(other.file, other.name);
		const statement = found?.statements.get(name);
		if (statement === undefined || texts.has(name)) return;
		const text = isSchemaType(statement) ? writtenOut(program, file, name) : statement.getFullText();
		texts.set(name, names.includes(name) ? text : text.replace('export ', ''));
		if (!isSchemaType(statement)) for (const used of namesIn(statement)) gather(file, used);
	};
	for (const name of names) gather(entry, name);

	const text = [...texts.values(), 'export {};'].map((one) => one.trim()).join('\n\n');
	return await format(text, { ...(await resolveConfig(entry)), parser: 'typescript' });
}

function optionsOf(entry: string): ts.CompilerOptions {
	const file = ts.findConfigFile(dirname(entry), (path) => ts.sys.fileExists(path)) ?? 'tsconfig.json';
	const config: unknown = ts.readConfigFile(file, (path) => ts.sys.readFile(path)).config;
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
	return { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true };
}

function isOurs({ fileName }: ts.SourceFile): boolean {
	return !fileName.includes('/node_modules/');
}

function exportsOf(program: ts.Program, entry: string): readonly string[] {
	const checker = program.getTypeChecker();
	const source = program.getSourceFile(entry);
	const module = source && checker.getSymbolAtLocation(source);
	if (module === undefined) throw new Error(`${entry} exports nothing`);
	return checker.getExportsOfModule(module).map(({ name }) => name);
}

/** What TypeScript writes of a file's types, by name. */
function declared(program: ts.Program, file: string): Declared {
	let text = '';
	program.emit(program.getSourceFile(file), (_, written) => (text = written), undefined, true);
	const statements = new Map<string, ts.Statement>();
	const elsewhere = new Map<string, { file: string; name: string }>();
	for (const statement of ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements) {
		for (const { from, names } of bindingsOf(statement)) {
			const path = resolve(join(dirname(file), from));
			for (const { name, propertyName } of names) {
				elsewhere.set(name.text, { file: path, name: (propertyName ?? name).text });
			}
		}
		for (const name of namesOf(statement)) statements.set(name, statement);
	}
	return { statements, elsewhere };
}

/** What a statement has from another file of ours. */
function bindingsOf(statement: ts.Statement) {
	const names = ts.isImportDeclaration(statement)
		? statement.importClause?.namedBindings
		: ts.isExportDeclaration(statement)
			? statement.exportClause
			: undefined;
	if (names === undefined || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return [];
	const specifier =
		ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
			? statement.moduleSpecifier
			: undefined;
	if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return [];
	return [{ from: specifier.text, names: names.elements }];
}

/** The names that a statement declares. */
function namesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.map(({ name }) => name.getText());
	}
	const isNamed =
		ts.isInterfaceDeclaration(statement) ||
		ts.isTypeAliasDeclaration(statement) ||
		ts.isClassDeclaration(statement) ||
		ts.isFunctionDeclaration(statement);
	return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

/** The names of types that a statement uses. */
function namesIn(node: ts.Node): string[] {
	const own = ts.isTypeReferenceNode(node)
		? [node.typeName.getText()]
		: ts.isExpressionWithTypeArguments(node)
			? [node.expression.getText()]
			: [];
	return [...own, ...node.getChildren().flatMap(namesIn)];
}

/** Whether a type comes from a schema, in the words of the schemas' library. */
function isSchemaType(statement: ts.Statement): boolean {
	return ts.isTypeAliasDeclaration(statement) && /\btypeof\b/.test(statement.type.getText());
}
