import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';
import type { Workflow } from '../../../harness/n8n/workflows.mts';

const descriptionSchema = z.object({ name: z.string(), properties: z.array(z.object({ name: z.string() })) });
const nodeSchema = z.object({ type: z.string(), typeVersion: z.number(), parameters: z.record(z.unknown()) });

/** What the editor would mark in red when this workflow is opened, but for accounts that are still to be chosen. */
export function issuesOf(workflow: Workflow, types: ReadonlyArray<{ readonly name: string }>): string[] {
	const nodes: readonly unknown[] = workflow.nodes;
	return nodes.filter(isNode).flatMap((node) => {
		const where = `${workflow.id}, ${node.name}`;
		// By name first: to look into each of a thousand types, for each node, takes half a minute.
		const type = types
			.filter(({ name }) => name === node.type)
			.filter(isDescription)
			.find((one) => hasVersion(one, node.typeVersion));
		if (!type) return [`${where}: n8n knows no ${node.type} ${node.typeVersion}`];
		const parameters = NodeHelpers.getNodeParameters(
			type.properties,
			node.parameters,
			true,
			false,
			node,
			type,
		);
		const complete: INode = { ...node, parameters: parameters ?? {} };
		const issues = NodeHelpers.getNodeParametersIssues(type.properties, complete, type);
		return [
			...Object.values(issues?.parameters ?? {}).map((texts) => `${where}: ${texts.join('; ')}`),
			...unknownParameters(node, type).map((name) => `${where}: has no parameter ${name}`),
		];
	});
}

function unknownParameters(node: INode, type: INodeTypeDescription): string[] {
	const known = new Set(type.properties.map((property) => property.name));
	return Object.keys(node.parameters).filter((name) => !known.has(name));
}

function hasVersion(type: INodeTypeDescription, version: number): boolean {
	return [type.version].flat().includes(version);
}

function isDescription(value: unknown): value is INodeTypeDescription {
	return descriptionSchema.safeParse(value).success;
}

function isNode(value: unknown): value is INode {
	return nodeSchema.safeParse(value).success;
}
