import ts from 'typescript';

/** A type alias whose type is made by a schema, written out field by field, with what is said of each. */
export function writtenOut(program: ts.Program, file: string, name: string): string {
	const checker = program.getTypeChecker();
	const alias = program
		.getSourceFile(file)
		?.statements.filter(ts.isTypeAliasDeclaration)
		.find((statement) => statement.name.text === name);
	if (alias === undefined) throw new Error(`${file} has no type ${name}`);
	const text = typeText(checker, checker.getTypeAtLocation(alias.name));
	const shown = /^Readonly</.test(alias.type.getText()) ? `Readonly<${text}>` : text;
	const comment = ts.getJSDocCommentsAndTags(alias).map((doc) => doc.getText());
	return [...comment, `export type ${name} = ${shown};`].join('\n');
}

function typeText(checker: ts.TypeChecker, type: ts.Type): string {
	if (type.isUnion() && type.types.some((one) => hasFields(checker, one))) {
		return type.types.map((one) => `| ${typeText(checker, one)}`).join('\n');
	}
	if (hasFields(checker, type)) {
		const fields = fieldsOf(type).map((field) => fieldText(checker, field));
		return `{ ${fields.join('\n')} }`;
	}
	return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
}

/** Whether a type is an object with fields of its own, and no list, function or dictionary. */
function hasFields(checker: ts.TypeChecker, type: ts.Type): boolean {
	const isObject = (type.flags & ts.TypeFlags.Object) !== 0;
	const isOther =
		checker.isArrayType(type) || checker.isTupleType(type) || type.getCallSignatures().length > 0;
	return isObject && !isOther && type.getProperties().length > 0;
}

/** What tells the object from others comes first; what all of them have, and so is written elsewhere, last. */
function fieldsOf(type: ts.Type): readonly ts.Symbol[] {
	const fields = type.getProperties();
	const home = ({ declarations }: ts.Symbol) => declarations?.[0]?.getSourceFile();
	const kind = fields.find(({ name }) => name === 'kind');
	const place = (field: ts.Symbol) => (field === kind ? 0 : home(field) === (kind && home(kind)) ? 1 : 2);
	return fields.toSorted((one, other) => place(one) - place(other));
}

function fieldText(checker: ts.TypeChecker, field: ts.Symbol): string {
	const isOptional = (field.flags & ts.SymbolFlags.Optional) !== 0;
	const said = ts.displayPartsToString(field.getDocumentationComment(checker));
	const comment = said === '' ? '' : `/** ${said} */\n`;
	return `${comment}${field.name}${isOptional ? '?' : ''}: ${typeText(checker, checker.getTypeOfSymbol(field))};`;
}
