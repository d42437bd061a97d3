// What a packaged template must hold, whatever it looks like, and a summary of it for people to approve:
// PARAMETERS="tracing=on ..." node template.mjs VARIANT TEMPLATE [TEMPLATE-OF-ANOTHER-PROGRAM] [--update]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [variant, file, ...rest] = process.argv.slice(2)
const update = rest.includes('--update')
const other = rest.find((argument) => argument !== '--update')
const approved = (name) => join(dirname(fileURLToPath(import.meta.url)), 'approved', `${name}.txt`)

const given = (parameter) => process.env.PARAMETERS.split(' ').includes(parameter)

const EXPORTS = { removeHttp: 'remove-http', removeS3: 'remove-s3', remove: 'remove', evaluate: 'evaluate', benchmark: 'benchmark' }
const ALWAYS = ['removeHttp', 'removeS3', 'remove']
const EVALUATION = ['evaluate', 'benchmark']
const ROUTES = ['GET /api/remove', 'GET /v1.0/account', 'OPTIONS /api/remove', 'OPTIONS /v1.0/account',
  'OPTIONS /v1.0/removebg', 'POST /api/remove', 'POST /v1.0/removebg']
const PAGE = ['GET /', 'GET /health', 'GET /page/{file+}', 'HEAD /', 'HEAD /page/{file+}']
const INPUT = 'alphalift-dev-input-ACCOUNT-REGION'
const OUTPUT = 'alphalift-dev-output-ACCOUNT-REGION'
// All that a role may ever hold; anything else is a failure, not a difference.
const LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents']
const XRAY = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments']
const REPORTS = [...LOGS, `s3:GetObject ${INPUT}/datasets/*`, `s3:ListBucket ${INPUT} if datasets/*`,
  `s3:GetObject ${OUTPUT}/evaluations/*`, `s3:PutObject ${OUTPUT}/evaluations/*`, `s3:ListBucket ${OUTPUT} if evaluations/*`,
  'sqs:SendMessage FailedCalls']
const MACHINE = 'arn:aws:states:REGION:ACCOUNT'
const RUNS = ['Describe', 'Stop'].flatMap((verb) => [':', '/'].map((of) => `states:${verb}Execution ${MACHINE}:execution:alphalift-dev-evaluation${of}*`))
// A distributed map starts executions of the machine that it stands in.
const MAP = ['lambda:InvokeFunction EvaluateLambdaFunction', `s3:GetObject ${OUTPUT}/evaluations/*`,
  `states:StartExecution ${MACHINE}:stateMachine:alphalift-dev-evaluation`, ...RUNS,
  `states:RedriveExecution ${MACHINE}:execution:alphalift-dev-evaluation/*`]
const SAMPLING = ['xray:GetSamplingRules', 'xray:GetSamplingTargets']
const RIGHTS = {
  removeHttp: [...LOGS, `s3:GetObject ${OUTPUT}/results/*`, `s3:PutObject ${OUTPUT}/results/*`],
  removeS3: [...LOGS, ...['', 'Version', 'Tagging', 'VersionTagging'].map((of) => `s3:GetObject${of} ${INPUT}/uploads/*`),
    `s3:ListBucket ${INPUT} if uploads/*`, `s3:GetObject ${OUTPUT}/cutouts/*`, `s3:PutObject ${OUTPUT}/cutouts/*`,
    `s3:ListBucket ${OUTPUT} if cutouts/*`, 'sqs:SendMessage FailedCalls'],
  remove: [...LOGS, `s3:GetObject ${INPUT}/uploads/*`, `s3:ListBucket ${INPUT} if uploads/*`,
    `s3:PutObject ${OUTPUT}/cutouts/*`, 'sqs:SendMessage FailedCalls'],
  evaluate: REPORTS,
  benchmark: REPORTS,
}
const QUEUE = ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map((action) => `sqs:${action} UploadsQueue`)
const MODELS = [`s3:GetObject ${INPUT}/models/*`, `s3:ListBucket ${INPUT} if models/*`]
const REVIEWS = ['', 'Tagging'].map((of) => `s3:PutObject${of} ${OUTPUT}/review/*`)
const SAMPLES = ['', 'Tagging'].map((of) => `s3:PutObject${of} ${OUTPUT}/failed/*`)

const problems = []
const must = (held, what) => { if (!held) problems.push(what) }
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value])

// --- Values as text: references by the name of what they refer to.

const PSEUDO = { 'AWS::Partition': 'aws', 'AWS::AccountId': 'ACCOUNT', 'AWS::Region': 'REGION', 'AWS::URLSuffix': 'amazonaws.com' }
function text(value) {
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map(text).join(' ')
  const [[word, argument]] = Object.entries(value)
  if (word === 'Ref') return PSEUDO[argument] ?? argument
  if (word === 'Fn::GetAtt') return list(argument)[0]
  if (word === 'Fn::Join') return argument[1].map(text).join(argument[0])
  if (word === 'Fn::Sub') return argument.replace(/\$\{([^}]+)\}/g, (_, name) => PSEUDO[name] ?? name)
  return JSON.stringify(value)
}

function read(path) {
  const { Resources } = JSON.parse(readFileSync(path, 'utf8'), (key, value) => {
    must(value !== null, `${key} is null, which CloudFormation refuses`)
    return value
  })
  const all = Object.entries(Resources).map(([id, { Type, Properties = {}, ...more }]) => ({ id, type: Type, ...Properties, more }))
  return { all, of: (type) => all.filter((one) => one.type === `AWS::${type}`), named: (id) => all.find((one) => one.id === id) }
}

// --- Roles

function grants(template, role) {
  const attached = template.of('IAM::Policy').filter((policy) => list(policy.Roles).map(text).includes(role.id))
  const documents = [...list(role.Policies), ...attached].map((policy) => policy.PolicyDocument)
  must(!role.ManagedPolicyArns, `${role.id} has managed policies`)
  return documents.flatMap((document) => document.Statement).flatMap((statement) => {
    must(statement.Effect === 'Allow' && !statement.NotAction && !statement.NotResource, `${role.id} has an odd statement`)
    const prefix = list(statement.Condition?.StringLike?.['s3:prefix']).join()
    return list(statement.Action).flatMap((action) => list(statement.Resource).map((resource) =>
      ({ action, resource: text(resource), prefix })))
  })
}

function checkRole(template, name, role, wanted, traced, service = 'lambda') {
  const words = grants(template, role).map(({ action, resource, prefix }) => {
    must(!action.includes('*'), `${role.id}: the action ${action} has a wildcard`)
    if (action.startsWith('xray:')) {
      must(traced && resource === '*', `${role.id}: ${action} on ${resource} without X-Ray`)
      return action
    }
    if (action.startsWith('logs:')) {
      must(resource === `arn:aws:logs:REGION:ACCOUNT:log-group:/aws/lambda/alphalift-dev-${name}:*`,
        `${role.id}: logs of another: ${resource}`)
      return action
    }
    // Below one folder of one bucket, of the runs of one machine, or one resource: nothing else.
    const bare = resource.replace(/^(arn:aws:s3:::[a-zA-Z0-9-]+\/[a-z]+\/|arn:aws:states:REGION:ACCOUNT:execution:[a-z-]+[:\/])\*$/, '$1')
    must(!/[*?]/.test(bare), `${role.id}: ${action} on the wildcard ${resource}`)
    must(action !== 's3:ListBucket' || prefix, `${role.id}: s3:ListBucket without a prefix`)
    return `${action} ${resource.replace('arn:aws:s3:::', '')}${prefix && ` if ${prefix}`}`
  }).sort()
  must(same(words, [...wanted].sort()), `${role.id} may do\n    ${words.join('\n    ')}\n  and not\n    ${[...wanted].sort().join('\n    ')}`)
  const trust = role.AssumeRolePolicyDocument.Statement
  must(trust.length === 1 && trust[0].Principal.Service === `${service}.amazonaws.com`, `${role.id} can be assumed by others`)
  return words
}

// --- Functions

const short = (one) => one.FunctionName.replace('alphalift-dev-', '')
const variables = (one) => Object.fromEntries(Object.entries(one.Environment.Variables).map(([key, value]) => [key, text(value)]))

function checkFunctions(template) {
  const functions = template.of('Lambda::Function')
  const names = functions.map(short)
  const evaluated = !given('evaluation=off')
  must(same([...names].sort(), [...ALWAYS, ...(evaluated ? EVALUATION : [])].sort()), `the functions are ${names}`)
  must(new Set(functions.map((one) => text(one.Role))).size === functions.length, 'two functions share a role')
  must(template.of('IAM::Role').length === functions.length + (evaluated ? 1 : 0), 'there is a role that nobody has')
  must(new Set(functions.map((one) => text(one.Code.S3Key))).size === 1, 'the functions have different archives')
  for (const one of functions) {
    const name = short(one)
    const set = variables(one)
    must(set.QUARKUS_FUNQY_EXPORT === EXPORTS[name], `${name} exports ${set.QUARKUS_FUNQY_EXPORT}`)
    must(one.Runtime === 'provided.al2023' && one.Handler === 'not.used.in.provided.runtime', `${name}: ${one.Runtime}, ${one.Handler}`)
    must(same(one.Architectures, [given('architecture=arm64') ? 'arm64' : 'x86_64']), `${name} is for ${one.Architectures}`)
    must(one.MemorySize === (given('memory=1769') ? 1769 : 3538), `${name} has ${one.MemorySize} MB`)
    must(one.EphemeralStorage.Size === (given('storage=1024') ? 1024 : 512), `${name} has ${one.EphemeralStorage.Size} MB of storage`)
    must((one.ReservedConcurrentExecutions > 0) === !given('reserved=off'), `${name} reserves ${one.ReservedConcurrentExecutions}`)
    const patience = Number(set.ALPHALIFT_TIMEOUT)
    must(patience < one.Timeout && patience >= 0.85 * one.Timeout, `${name} gives up after ${patience} s of ${one.Timeout}`)
    must(one.Timeout <= (name === 'removeHttp' ? 29 : 900), `${name} may take ${one.Timeout} s`)
    must((one.TracingConfig?.Mode === 'Active') === given('tracing=on'), `${name}: tracing is ${one.TracingConfig?.Mode}`)
    must(one.LoggingConfig?.LogFormat === 'JSON', `${name} does not log JSON`)
    const group = template.of('Logs::LogGroup').find((log) => log.LogGroupName === `/aws/lambda/${one.FunctionName}`)
    must(group?.RetentionInDays === 14, `${name}: its logs are kept ${group?.RetentionInDays} days`)
    must(list(one.more.DependsOn).includes(group?.id), `${name} may be called before its log group is there`)
    const models = given('models=on') ? MODELS : []
    const samples = given('failedSamples=on') && name === 'removeS3' ? SAMPLES : []
    const reviews = given('review=on') && name === 'removeS3' ? REVIEWS : []
    const queue = name === 'removeS3' && !given('uploads=direct') ? QUEUE : []
    const tracing = given('tracing=on') ? XRAY : []
    one.rights = checkRole(template, name, template.named(text(one.Role)),
      [...RIGHTS[name], ...queue, ...models, ...samples, ...reviews, ...tracing], given('tracing=on'))
    checkAddresses(name, set, one.rights)
  }
  const http = variables(functions.find((one) => short(one) === 'removeHttp'))
  const keys = given('access=open') ? '' : '{{resolve:ssm:/alphalift/dev/api-keys}}'
  must(http.ALPHALIFT_API_KEYS === keys, `ALPHALIFT_API_KEYS is ${http.ALPHALIFT_API_KEYS}`)
  return functions
}

/// Whatever a function is told to write to or read from, its role must let it.
function checkAddresses(name, set, rights) {
  for (const [key, value] of Object.entries(set).filter(([, value]) => value.startsWith('s3://'))) {
    const right = `${key === 'ALPHALIFT_MODELS_URL' ? 's3:GetObject' : 's3:PutObject'} ${value.slice(5)}*`
    must(rights.includes(right), `${name} has ${key}=${value} and not the right ${right}`)
  }
  const address = { removeHttp: 'ALPHALIFT_RESULTS', removeS3: 'ALPHALIFT_OUTPUT', evaluate: 'ALPHALIFT_EVALUATIONS', benchmark: 'ALPHALIFT_EVALUATIONS' }[name]
  must(!address || set[address], `${name} lacks ${address}`)
  must((name === 'removeS3' && given('failedSamples=on')) === ('ALPHALIFT_FAILED_SAMPLES' in set), `${name}: failed samples`)
  must((name === 'removeS3' && given('review=on')) === ('ALPHALIFT_REVIEW' in set), `${name}: review`)
  must(given('models=on') === ('ALPHALIFT_MODELS_URL' in set), `${name}: models`)
  must((name === 'removeHttp' && given('page=on')) === (set.ALPHALIFT_PAGE === 'on'), `${name}: the page`)
}

// --- Events

function checkHttp(template) {
  const routes = template.of('ApiGatewayV2::Route').map((route) => route.RouteKey).sort()
  must(same(routes, [...ROUTES, ...(given('page=on') ? PAGE : [])].sort()), `the routes are ${routes}`)
  for (const one of template.of('ApiGatewayV2::Integration')) {
    must(one.PayloadFormatVersion === '2.0' && one.TimeoutInMillis <= 30000, `${one.id}: ${one.PayloadFormatVersion}`)
  }
  const stage = template.of('ApiGatewayV2::Stage')[0]
  must(stage.DefaultRouteSettings.ThrottlingRateLimit > 0, 'API Gateway does not throttle')
  must(stage.AccessLogSettings, 'API Gateway does not log')
}

function checkUploads(template, functions) {
  const s3 = functions.find((one) => short(one) === 'removeS3')
  const bucket = template.named('InputBucket')
  const { QueueConfigurations, LambdaConfigurations } = bucket.NotificationConfiguration
  const [told] = given('uploads=direct') ? list(LambdaConfigurations) : list(QueueConfigurations)
  must(told && (!QueueConfigurations || !LambdaConfigurations), 'uploads go two ways, or none')
  must(told?.Event === 's3:ObjectCreated:*' && same(told?.Filter.S3Key.Rules, [{ Name: 'prefix', Value: 'uploads/' }]), 'not only uploads/')
  const mappings = template.of('Lambda::EventSourceMapping')
  if (given('uploads=direct')) {
    must(mappings.length === 0 && !template.named('UploadsQueue'), 'there is a queue as well')
    const permission = template.named('UploadsPermission')
    must(text(permission.SourceArn) === `arn:aws:s3:::${INPUT}` && text(permission.SourceAccount) === 'ACCOUNT', 'anybody may call')
    must(list(bucket.more.DependsOn).includes(permission.id), 'S3 asks before it may')
    return
  }
  const queue = template.named(text(told?.Queue ?? ''))
  const dead = template.named(text(queue.RedrivePolicy?.deadLetterTargetArn))
  must(queue.VisibilityTimeout >= 6 * s3.Timeout, `a picture comes again after ${queue.VisibilityTimeout} s`)
  must(queue.RedrivePolicy?.maxReceiveCount >= 2 && queue.RedrivePolicy.maxReceiveCount <= 5, 'tries')
  must(dead?.MessageRetentionPeriod > queue.MessageRetentionPeriod, 'dead letters go as soon as they come')
  must(dead?.RedriveAllowPolicy?.redrivePermission === 'byQueue', 'any queue may leave dead letters')
  const [policy] = template.of('SQS::QueuePolicy').flatMap((one) => one.PolicyDocument.Statement)
  must(text(policy.Condition.ArnEquals['aws:SourceArn']) === `arn:aws:s3:::${INPUT}`, 'any bucket may write to the queue')
  must(text(policy.Condition.StringEquals['aws:SourceAccount']) === 'ACCOUNT', 'any account may write to the queue')
  must(same(list(bucket.more.DependsOn), ['UploadsQueuePolicy']), 'S3 asks before it may')
  must(mappings.length === 1 && text(mappings[0].EventSourceArn) === queue.id && text(mappings[0].FunctionName) === s3.id, 'who reads the queue')
  must(same(mappings[0].FunctionResponseTypes, ['ReportBatchItemFailures']) && mappings[0].BatchSize <= 10, 'batches')
  must(!s3.ReservedConcurrentExecutions || mappings[0].ScalingConfig.MaximumConcurrency <= s3.ReservedConcurrentExecutions, 'the queue is refused')
  must(list(mappings[0].more.DependsOn).includes('RemoveS3QueuePolicy'), 'the queue is read before that is allowed')
}

function checkAsynchronous(template, functions) {
  const settings = template.of('Lambda::EventInvokeConfig')
  for (const one of functions.filter((one) => short(one) !== 'removeHttp')) {
    const its = settings.find((setting) => text(setting.FunctionName) === one.id)
    must(text(its?.DestinationConfig.OnFailure?.Destination ?? '') === 'FailedCalls', `${short(one)}: failures go nowhere`)
    must(its?.MaximumRetryAttempts <= 2 && its?.MaximumEventAgeInSeconds <= 3600, `${short(one)}: retries and age`)
  }
}

// --- The state machine

/// All states, those within others too.
const states = (machine) => Object.entries(machine.States).flatMap(([name, state]) =>
  [{ name, ...state }, ...(state.ItemProcessor ? states(state.ItemProcessor) : [])])

function checkMachine(template, functions) {
  const machines = template.of('StepFunctions::StateMachine')
  must(machines.length === (given('evaluation=off') ? 0 : 1), `${machines.length} state machines`)
  for (const one of machines) {
    must(one.StateMachineName === 'alphalift-dev-evaluation' && one.StateMachineType === 'STANDARD', `the machine is ${one.StateMachineName}`)
    must((one.TracingConfiguration?.Enabled === true) === given('tracing=on'), 'the machine is traced, or not')
    const tracing = given('tracing=on') ? [...XRAY, ...SAMPLING] : []
    one.rights = checkRole(template, 'evaluation', template.named(text(one.RoleArn)), [...MAP, ...tracing], given('tracing=on'), 'states')
    const evaluate = functions.find((each) => short(each) === 'evaluate')
    must(text(one.DefinitionSubstitutions.Evaluate) === evaluate.id, 'another function is called')
    const all = states(one.Definition)
    const map = all.find(({ Type }) => Type === 'Map')
    must(map.ItemProcessor.ProcessorConfig.Mode === 'DISTRIBUTED' && map.ItemProcessor.ProcessorConfig.ExecutionType === 'STANDARD',
      'an express workflow ends after five minutes')
    must(!evaluate.ReservedConcurrentExecutions || map.MaxConcurrency < evaluate.ReservedConcurrentExecutions, 'batches are refused')
    for (const { name, Parameters, Retry, TimeoutSeconds } of all.filter(({ Type }) => Type === 'Task')) {
      must(Parameters.FunctionName === '${Evaluate}', `${name} calls ${Parameters.FunctionName}`)
      must(TimeoutSeconds > evaluate.Timeout, `${name} ends before its function`)
      must(Retry[0].ErrorEquals.includes('Lambda.TooManyRequestsException'), `${name} gives up when it is refused`)
    }
  }
}

// --- Buckets, queues, alarms

function checkBuckets(template) {
  for (const [id, name, folders] of [['InputBucket', INPUT, []], ['OutputBucket', OUTPUT, ['failed/', 'results/']]]) {
    const bucket = template.named(id)
    must(text(bucket.BucketName) === name, `${id} is ${text(bucket.BucketName)}`)
    must(bucket.more.DeletionPolicy === 'Retain' && bucket.more.UpdateReplacePolicy === 'Retain', `${id} is not kept`)
    must(bucket.VersioningConfiguration?.Status === 'Enabled', `${id} has no versions`)
    must(bucket.BucketEncryption, `${id} is not encrypted`)
    const block = bucket.PublicAccessBlockConfiguration ?? {}
    must(Object.keys(block).length === 4 && Object.values(block).every((value) => value === true), `${id} may be public`)
    const policy = template.of('S3::BucketPolicy').find((one) => text(one.Bucket) === id)
    must(policy?.PolicyDocument.Statement.every(({ Effect }) => Effect === 'Deny'), `${id} lets others in`)
    const rules = bucket.LifecycleConfiguration.Rules
    must(same(rules.filter((rule) => rule.ExpirationInDays).map((rule) => rule.Prefix).sort(), folders), `${id}: what expires`)
  }
}

function checkAlarms(template, functions) {
  const alarms = template.of('CloudWatch::Alarm')
  const has = (metric, of) => alarms.find((one) => one.MetricName === metric && one.Dimensions.some(({ Value }) => text(Value) === of))
  for (const one of functions.filter((one) => ALWAYS.includes(short(one)))) {
    must(has('Errors', one.id) && has('Throttles', one.id), `nobody hears of errors or throttles of ${short(one)}`)
    const slow = has('Duration', one.id)
    must(slow?.ExtendedStatistic === 'p95' && slow.Threshold === one.Timeout * 500, `nobody hears that ${short(one)} is slow`)
  }
  if (!given('evaluation=off')) {
    for (const id of ['EvaluateLambdaFunction', 'BenchmarkLambdaFunction']) must(has('Errors', id), `nobody hears of errors of ${id}`)
    must(has('ExecutionsFailed', 'Evaluation'), 'nobody hears of evaluations that failed')
  }
  const dead = template.of('SQS::Queue').filter((queue) => queue.id !== 'UploadsQueue')
  for (const queue of dead) must(has('ApproximateNumberOfMessagesVisible', queue.id), `nobody hears of ${queue.id}`)
  for (const queue of template.of('SQS::Queue')) must(queue.SqsManagedSseEnabled === true, `${queue.id} is not encrypted`)
  for (const one of alarms) {
    must(same(list(one.AlarmActions).map(text), ['AlarmTopic']), `${one.id} tells nobody`)
    must(one.TreatMissingData === 'notBreaching', `${one.id}: silence is an alarm`)
  }
}

function check(template) {
  const functions = checkFunctions(template)
  checkHttp(template)
  checkUploads(template, functions)
  checkAsynchronous(template, functions)
  checkMachine(template, functions)
  checkBuckets(template)
  checkAlarms(template, functions)
  return functions
}

// --- The summary

function summary(template, functions) {
  const lines = []
  for (const one of functions) {
    const name = short(one)
    const reserved = one.ReservedConcurrentExecutions ?? 'none'
    lines.push(`function ${name}: ${one.Runtime} ${one.Architectures} ${one.MemorySize} MB ${one.Timeout} s, reserved ${reserved}, storage ${one.EphemeralStorage.Size} MB`)
    for (const [key, value] of Object.entries(variables(one)).sort()) lines.push(`function ${name}: ${key}=${value}`)
    for (const right of one.rights) lines.push(`function ${name}: may ${right}`)
  }
  for (const route of template.of('ApiGatewayV2::Route')) lines.push(`route ${route.RouteKey}`)
  for (const one of template.of('Lambda::EventSourceMapping')) {
    lines.push(`mapping ${text(one.EventSourceArn)} -> ${text(one.FunctionName)}: ${one.BatchSize} at a time, ${one.ScalingConfig.MaximumConcurrency} at once, ${one.FunctionResponseTypes}`)
  }
  for (const one of template.of('Lambda::EventInvokeConfig')) {
    lines.push(`asynchronous ${text(one.FunctionName)}: ${one.MaximumRetryAttempts} retries, ${one.MaximumEventAgeInSeconds} s, then ${text(one.DestinationConfig.OnFailure?.Destination)}`)
  }
  for (const one of template.of('StepFunctions::StateMachine')) {
    lines.push(`machine ${one.StateMachineName}: ${one.StateMachineType}, calls ${text(one.DefinitionSubstitutions.Evaluate)}`)
    for (const state of states(one.Definition)) {
      const most = state.MaxConcurrency ? `, ${state.MaxConcurrency} at once` : ''
      lines.push(`machine ${one.StateMachineName}: ${state.Type} ${state.name} -> ${state.Next ?? 'end'}${most}`)
      for (const { ErrorEquals, MaxAttempts } of list(state.Retry)) {
        lines.push(`machine ${one.StateMachineName}: ${state.name} again, ${MaxAttempts} times, on ${ErrorEquals.join(' ')}`)
      }
    }
    for (const right of one.rights) lines.push(`machine ${one.StateMachineName}: may ${right}`)
  }
  for (const one of template.of('SQS::Queue')) {
    const redrive = one.RedrivePolicy ? `, after ${one.RedrivePolicy.maxReceiveCount} to ${text(one.RedrivePolicy.deadLetterTargetArn)}` : ''
    lines.push(`queue ${one.QueueName}: kept ${one.MessageRetentionPeriod} s${one.VisibilityTimeout ? `, hidden ${one.VisibilityTimeout} s` : ''}${redrive}`)
  }
  for (const one of template.of('S3::Bucket').filter((bucket) => bucket.BucketName)) {
    lines.push(`bucket ${text(one.BucketName)}: ${one.more.DeletionPolicy}, versions ${one.VersioningConfiguration?.Status}`)
    for (const rule of one.LifecycleConfiguration.Rules) {
      lines.push(`bucket ${text(one.BucketName)}: ${rule.Id}: ${rule.Prefix ?? 'all'}, expires ${rule.ExpirationInDays ?? 'never'}, old versions ${rule.NoncurrentVersionExpiration?.NoncurrentDays ?? 'never'}`)
    }
    for (const told of [...list(one.NotificationConfiguration?.QueueConfigurations), ...list(one.NotificationConfiguration?.LambdaConfigurations)]) {
      lines.push(`bucket ${text(one.BucketName)}: ${told.Event} ${told.Filter.S3Key.Rules[0].Value} -> ${text(told.Queue ?? told.Function)}`)
    }
  }
  for (const one of template.of('CloudWatch::Alarm')) {
    lines.push(`alarm ${one.id}: ${one.ExtendedStatistic ?? one.Statistic} of ${one.MetricName} over ${one.Threshold} in ${one.Period} s`)
  }
  for (const one of template.of('Logs::LogGroup')) lines.push(`logs ${one.LogGroupName}: ${one.RetentionInDays} days`)
  const counted = {}
  for (const { type } of template.all) counted[type] = (counted[type] ?? 0) + 1
  for (const [type, count] of Object.entries(counted).sort()) lines.push(`${count} x ${type}`)
  return lines
}

/// What a variant changes; the default whole.
function change(lines) {
  if (variant === 'default') return lines
  const usual = readFileSync(approved('default'), 'utf8').trimEnd().split('\n')
  return [...usual.filter((line) => !lines.includes(line)).map((line) => `- ${line}`),
    ...lines.filter((line) => !usual.includes(line)).map((line) => `+ ${line}`)]
}

const template = read(file)
const lines = summary(template, check(template))
if (other) {
  const second = read(other)
  const theirs = summary(second, check(second))
  must(same(lines, theirs), `Serverless 3 makes something else of it:\n${theirs.filter((line) => !lines.includes(line)).join('\n')}`)
}
const now = `${change(lines).join('\n')}\n`
const path = approved(variant)
if (update) {
  writeFileSync(path, now)
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== now) {
  const then = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const is = now.split('\n')
  problems.push([`it is not what was approved (dev/deploy/check.sh --update, if it is meant):`,
    ...then.filter((line) => !is.includes(line)).map((line) => `  gone: ${line}`),
    ...is.filter((line) => !then.includes(line)).map((line) => `  new:  ${line}`)].join('\n'))
}
for (const problem of new Set(problems)) console.error(`FAILED: ${variant}: ${problem}`)
process.exit(problems.length ? 1 : 0)
