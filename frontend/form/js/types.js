/**
 * The shapes of docs/api.md, for the type checker.
 *
 * @typedef {"low" | "medium" | "high" | "critical"} Level
 * @typedef {{code: string, message: string, next_step: string}} Reason
 * @typedef {{id: string, title: string}} TlsMode
 * @typedef {{type?: string, title?: string, description?: string, default?: unknown, enum?: unknown[], const?: unknown,
 *   anyOf?: Schema[], $ref?: string, $defs?: Record<string, Schema>, properties?: Record<string, Schema>, required?: string[],
 *   minimum?: number, maximum?: number, minLength?: number, maxLength?: number, pattern?: string, format?: string, items?: Schema, maxItems?: number,
 *   examples?: unknown[]}} Schema
 * @typedef {{id: string, title: string, subtitle: string,
 *   default_port: number | null, fields: Schema, tls_modes: TlsMode[], grant_script: string | null}} Dialect
 * @typedef {{items: Dialect[], options?: Schema}} Dialects
 * @typedef {{dialect: string, fields: Record<string, unknown>, password_removed: boolean,
 *   notes: {parameter: string, text: string}[]}} SplitUrl
 * @typedef {{id: string, title: string, state: string, milliseconds: number | null, detail: string | null,
 *   failure: Reason | null}} TestStep
 * @typedef {{passed: boolean, product: string | null, version: string | null, steps: TestStep[]}} TestReport
 *
 * @typedef {{stage: string, title: string, state: string, done: number, total: number | null, started_at: string | null,
 *   ended_at: string | null}} StageProgress
 * @typedef {{tables: number, columns: number, tables_with_gaps: number, objects_missing?: number, findings: number,
 *   findings_by_level: Partial<Record<Level, number>>, score: number | null, score_coverage: number,
 *   connections_opened: number, statements: number, rows_read: number}} Totals
 * @typedef {{id: string, state: string, state_text: string, source: {dialect: string, title: string, product: string | null},
 *   options: Record<string, unknown>, created_at: string, started_at: string | null, ended_at: string | null,
 *   queue_position: number | null, cancel_requested: boolean, source_away_since?: string | null,
 *   catalog?: {read_at: string, run_id: string, cached: boolean} | null, stages: StageProgress[], totals: Totals,
 *   failure: Reason | null, temporal_url: string | null, worker_ready: boolean}} Run
 *
 * @typedef {{type_id: string, title: string, level: Level}} FindingLabel
 * @typedef {{id: string, schema: string, name: string, kind: string, columns: number, rows: number | null,
 *   row_estimate: number | null, state: string, reason: Reason | null, findings: FindingLabel[], score: number | null,
 *   coverage: number | null, sample: {method: string, rows: number} | null}} TableSummary
 * @typedef {{dimension: string, ratio: number | null, numerator: number, denominator: number, exact: boolean}} DimensionScore
 * @typedef {{run_id: string, state: string, product: string | null, version: string | null, complete: boolean,
 *   tables: TableSummary[], manifest?: Manifest, dimensions?: DimensionScore[]}} Results
 * @typedef {{kind: string, schema: string, name: string, reason: string, missing: string | null, grant: string | null}} MissingObject
 * @typedef {{missing: number, by_reason: Record<string, number>, objects: MissingObject[], grants: string[]}} Manifest
 * @typedef {{name: string, log_odds: number, detail: string}} Part
 * @typedef {{kind: string, type_id: string, family: string, title: string, category: string, level: Level, confidence: number,
 *   matched: number, tested: number, prevalence: number | null, prevalence_low: number | null, prevalence_high: number | null,
 *   parts: Part[], exemplars: string[], regulations: string[], value_tested: boolean, rule_version: string,
 *   path?: string | null}} Finding
 * @typedef {Finding & {table_id: string, schema: string, table: string, column: string}} PlacedFinding
 * @typedef {{metric: string, title: string, value: number | string | null, unit: string | null, exact: boolean,
 *   bound: number | null, masked: boolean, from_catalog: boolean}} Measurement
 * @typedef {{name: string, position: number, native_type: string, data_type: string, nullable: boolean | null,
 *   default: string | null, comment: string | null, length: number | null, precision: number | null, scale: number | null,
 *   identity: string | null, generated: boolean, generation: string | null, collation: string | null,
 *   user_type: ObjectName | null, primary_key: boolean, nominal: boolean, statement: string | null,
 *   none_at_most: number | null, findings: Finding[], measurements: Measurement[],
 *   distribution: Distribution | null}} ColumnDetail
 * @typedef {{label: string | null, share: number, count: number, exact: boolean, bound: number | null, masked: boolean}} Frequency
 * @typedef {{share: number, value: number | string | null, exact: boolean, low: number | string | null,
 *   high: number | string | null, masked: boolean}} Quantile
 * @typedef {{low: number | string, high: number | string, share: number, count: number, exact: boolean,
 *   bound: number | null}} Bin
 * @typedef {{quantiles: Quantile[], histogram: Bin[], top_values: Frequency[], shapes: Frequency[],
 *   weekdays: Frequency[]}} Distribution
 * @typedef {{schema: string, name: string}} ObjectName
 * @typedef {{columns: string[], referred_schema: string, referred_table: string, referred_columns: string[],
 *   on_update: string | null, on_delete: string | null, validated: boolean | null}} ForeignKey
 * @typedef {{name: string, columns: string[], unique: boolean, expressions: number[], method: string | null,
 *   predicate: string | null, included: string[], valid: boolean | null}} Index
 * @typedef {TableSummary & {comment: string | null, owner: string | null, storage: string | null, estimated_at: string | null,
 *   size_bytes: number | null, index_bytes: number | null, privileges: string[] | null, partition_of: ObjectName | null,
 *   partition_bound: string | null, partition_key: string | null,
 *   partitions: {name: string, bound: string | null, row_estimate: number | null, size_bytes: number | null}[],
 *   inherits: ObjectName[], row_security: boolean | null,
 *   policies: {name: string, command: string, roles: string[], using: string | null, check: string | null}[],
 *   definition: string | null, checks: {name: string | null, expression: string, validated: boolean | null}[],
 *   exclusions: {name: string | null, definition: string}[],
 *   triggers: {name: string, timing: string | null, events: string[], enabled: boolean | null, definition: string | null}[],
 *   primary_key: string[], foreign_keys: ForeignKey[], unique_keys: string[][], indexes: Index[],
 *   column_details: ColumnDetail[], plan: {way: string, reason: string, seconds: number, statements: number, catalog: boolean, listed: string[]} | null,
 *   dimensions: DimensionScore[], defects: Defect[]}} TableDetail
 *
 * @typedef {{rule: string, title: string, severity: string, schema: string, table: string | null, table_id: string | null,
 *   columns: string[], object: string | null, message: string, fix: string}} Remark
 * @typedef {{counts: Record<string, number>, total: number, items: Remark[]}} Lint
 * @typedef {{rows: number, values: number, orphan_rows: number, orphan_values: number, exact: boolean,
 *   orphan_share_at_most: number | null}} Inclusion
 * @typedef {{schema: string, table: string, table_id: string, column: string, referred_schema: string, referred_table: string,
 *   referred_column: string, confidence: number, name_confidence: number, reasons: string[], verdict: string,
 *   inclusion: Inclusion | null, reason: Reason | null}} Relation
 * @typedef {{complete: boolean, items: Relation[]}} Relations
 * @typedef {{kind: string, part: string, schema: string, table: string | null, table_id: string | null, name: string,
 *   attribute: string | null, before: string | null, after: string | null, score: number | null, evidence: string,
 *   effect: string, reason: string}} Change
 * @typedef {{run_id: string, against: string | null, against_created_at: string | null, fingerprint: string,
 *   fingerprint_before: string | null, counts: Record<string, number>, total: number, items: Change[]}} Diff
 * @typedef {{lint: Lint, relations: Relations, diff: Diff}} SchemaNotes
 *
 * @typedef {{columns: string[], groups: number, k: number, alone: number, alone_share: number, under_five: number,
 *   under_five_share: number, unique: boolean, match_chance: number | null,
 *   diversity: {column: string, family: string, least_values: number, rows_given_away: number, share_given_away: number}[]}} ColumnSet
 * @typedef {{table_id: string, schema: string, table: string, rows: number, exact: boolean,
 *   quasi_identifiers: {column: string, family: string}[], sensitive: {column: string, family: string}[], left_out: string[],
 *   examined: number, all_examined: boolean, sets: ColumnSet[]}} TableIdentifiability
 * @typedef {{complete: boolean, guidance: string, items: TableIdentifiability[]}} Identifiability
 * @typedef {{table_id: string, schema: string, table: string, column: string, kind: string, type_id: string, family: string,
 *   title: string, level: Level, confidence: number, standing: string, via: string, reason: string,
 *   own: {title: string, confidence: number}[]}} Proposal
 * @typedef {{complete: boolean, total: number, items: Proposal[]}} Proposals
 * @typedef {{identifiability: Identifiability, proposals: Proposals}} Conclusions
 *
 * @typedef {{table_id: string, schema: string, table: string, dimension: string, columns: string[], source: string, title: string,
 *   count: number, total: number, share: number, points: number, table_points: number, exact: boolean}} Loss
 * @typedef {{complete: boolean, score: number | null, coverage: number, tables: number, scored: number,
 *   dimensions: (DimensionScore & {weight: number})[], total: number, losses: Loss[]}} ScoreNotes
 * @typedef {{subject: string, table_id: string, schema: string, table: string, column: string | null, metric: string, title: string,
 *   unit: string, state: string, value: number | null, expected: number | null, low: number | null, high: number | null,
 *   method: string | null, runs: number, weight: number, text: string}} HistoryItem
 * @typedef {{at: string, value: number, bound: number | null, low: number | null, high: number | null}} HistoryPoint
 * @typedef {HistoryItem & {points: HistoryPoint[]}} HistoryChart
 * @typedef {{complete: boolean, runs: number, runs_needed: number, series: number, judged: number, total: number, items: HistoryItem[],
 *   charts: HistoryChart[]}} History
 * @typedef {{cause: string, table_id: string, schema: string, table: string, dimension: string | null, columns: string[],
 *   source: string | null, points: number, text: string}} ScoreReason
 * @typedef {{against: string | null, against_created_at: string | null, before: number | null, after: number | null,
 *   difference: number | null, total: number, items: ScoreReason[]}} ScoreChange
 * @typedef {{kind: string, columns: string[], count: number, rows: number, share: number, exact: boolean, bound: number | null, confidence: number,
 *   reasons: string[], examples: string[]}} Defect
 * @typedef {Defect & {table_id: string, schema: string, table: string}} PlacedDefect
 * @typedef {{complete: boolean, total: number, by_kind: Record<string, number>, items: PlacedDefect[]}} Defects
 * @typedef {{id: string, kind: string, table: string, table_id: string | null, columns: string[], dimension: string, severity: string,
 *   owner: string | null, description: string | null, accepts: string, status: string, reason: Reason | null, failing: number | null,
 *   checked: number | null, value: number | null, exact: boolean, query: string | null}} RuleItem
 * @typedef {{source_id: string, document: {complete: boolean, passed: number, failed: number, error: number, skipped: number,
 *   items: RuleItem[]}}} RunRules
 * @typedef {{id: string, kind: string, table: string, table_id: string, columns: string[], support: number, confidence: number,
 *   reason: string, kept: boolean, yaml: string}} RuleSuggestion
 * @typedef {{source_id: string, version: number, rules: number, added: string[]}} AcceptedRules
 * @typedef {{complete: boolean, total: number, items: RuleSuggestion[]}} RuleSuggestions
 * @typedef {{rows: number, orphan_rows: number, orphan_values: number, partly_null_rows: number | null, exact: boolean,
 *   orphan_share_at_most: number | null}} KeyCounts
 * @typedef {{schema: string, table: string, table_id: string, name: string | null, columns: string[], referred_schema: string,
 *   referred_table: string, referred_columns: string[], declared: boolean, enforced: boolean | null, match_full: boolean,
 *   confidence: number, found: KeyCounts | null, query: string, reason: Reason | null}} KeyItem
 * @typedef {{schema: string, table: string, table_id: string, determinant: string[], dependent: string, strength: number, rows: number,
 *   groups: number, violations: number, exact: boolean, confidence: number | null}} DependencyItem
 * @typedef {{complete: boolean, keys: KeyItem[], dependencies: DependencyItem[]}} Integrity
 * @typedef {{score: ScoreNotes, defects: Defects, integrity: Integrity, history: History | null, scoreChange: ScoreChange | null, rules: RunRules,
 *   suggestions: RuleSuggestions | null}} QualityNotes what the quality view asks for
 *   besides the results; what earlier runs say when this one is over
 *
 * @typedef {{tables: number, tables_read: number, columns: number, columns_tested: number}} LookedAt
 * @typedef {{id: string, article: string, title: string, special: boolean, at_rest: string, columns: number, risk: string | null}} CategorySummary
 * @typedef {{table_id: string, schema: string, table: string, column: string, kind: string, type_id: string, title: string, confidence: number,
 *   level: Level, risk: {band: string, points: number, parts: {name: string, points: number, detail: string}[]}}} RegulationPlace
 * @typedef {CategorySummary & {guidance: string, condition: string, untold: string, total: number, items: RegulationPlace[],
 *   not_found: string[], by_name_only: string[]}} RegulationCategory
 * @typedef {{run_id: string, guidance: string, complete: boolean, looked_at: LookedAt,
 *   items: {id: string, title: string, name: string, jurisdiction: string, columns: number, risk: string | null, by_risk: Record<string, number>, categories: CategorySummary[]}[]}} Regulations
 * @typedef {{run_id: string, guidance: string, complete: boolean, looked_at: LookedAt, id: string, title: string, name: string, jurisdiction: string,
 *   applies: string, source: string, version: string, columns: number, risk: string | null, categories: RegulationCategory[]}} Regulation
 */

export {};
