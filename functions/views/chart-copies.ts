import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoChartCopies } from '../../store/views/dynamo-chart-copies.ts';
import { dynamoGenerationTable } from '../../store/views/dynamo-generation-table.ts';
import { knownGenerations } from '../../store/views/known-generations.ts';
import { dynamo } from '../dynamo.ts';
import { keys } from '../keys.ts';

const { VIEWS_TABLE } = readEnv(ENV.pick({ VIEWS_TABLE: true }));

/** The copies of the read model of charts that this function reads or writes. */
export const chartCopies = dynamoChartCopies(dynamo, VIEWS_TABLE, keys);

/** Where it is kept which of them is live. */
export const generationTable = dynamoGenerationTable(dynamo, VIEWS_TABLE, 'charts');

/** Which copies there are, as this function knows it. */
export const known = knownGenerations(generationTable, Date.now);
