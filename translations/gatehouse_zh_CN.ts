<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ErrorCode</name>
    <message>
        <source>The gateway does not answer. Check that it is running.</source>
        <translation>网关没有应答。请确认它正在运行。</translation>
    </message>
    <message>
        <source>The gateway did not answer in time. Try again.</source>
        <translation>网关未能及时应答。请重试。</translation>
    </message>
    <message>
        <source>The gateway&apos;s answer cannot be read. Is this address a Gatehouse gateway of this version?</source>
        <translation>无法读懂网关的应答。此地址是本版本的 Gatehouse 网关吗？</translation>
    </message>
    <message>
        <source>You are not signed in at this gateway.</source>
        <translation>您尚未登录此网关。</translation>
    </message>
    <message>
        <source>The gateway refused this: %1.</source>
        <translation>网关拒绝了此操作：%1。</translation>
    </message>
    <message>
        <source>%1 Field: %2.</source>
        <translation>%1字段：%2。</translation>
    </message>
    <message>
        <source>The request is not valid HTTP.</source>
        <translation>请求不是有效的 HTTP。</translation>
    </message>
    <message>
        <source>The body is not valid JSON.</source>
        <translation>请求体不是有效的 JSON。</translation>
    </message>
    <message>
        <source>A required field is missing.</source>
        <translation>缺少必填字段。</translation>
    </message>
    <message>
        <source>A value is out of its allowed range.</source>
        <translation>某个值超出允许范围。</translation>
    </message>
    <message>
        <source>A field of the request is not valid.</source>
        <translation>请求中的某个字段无效。</translation>
    </message>
    <message>
        <source>The body has a field that this call does not know.</source>
        <translation>请求体含有此接口不认识的字段。</translation>
    </message>
    <message>
        <source>The API key is missing or not valid.</source>
        <translation>缺少 API 密钥，或密钥无效。</translation>
    </message>
    <message>
        <source>This API key is frozen.</source>
        <translation>此 API 密钥已冻结。</translation>
    </message>
    <message>
        <source>This API key may not be used from this address.</source>
        <translation>此 API 密钥不允许从该地址使用。</translation>
    </message>
    <message>
        <source>This address is blocked.</source>
        <translation>此地址已被封禁。</translation>
    </message>
    <message>
        <source>This API key may not use this model.</source>
        <translation>此 API 密钥不允许使用该模型。</translation>
    </message>
    <message>
        <source>The request signature is missing or not valid.</source>
        <translation>缺少请求签名，或签名无效。</translation>
    </message>
    <message>
        <source>No preset or provider serves this model.</source>
        <translation>没有预设或供应商提供此模型。</translation>
    </message>
    <message>
        <source>There is nothing at this path.</source>
        <translation>此路径下没有内容。</translation>
    </message>
    <message>
        <source>This path does not take this method.</source>
        <translation>此路径不接受该方法。</translation>
    </message>
    <message>
        <source>The request did not arrive in time.</source>
        <translation>请求未能及时到达。</translation>
    </message>
    <message>
        <source>The body is larger than this gateway accepts.</source>
        <translation>请求体超过此网关接受的大小。</translation>
    </message>
    <message>
        <source>The request line is too long.</source>
        <translation>请求行过长。</translation>
    </message>
    <message>
        <source>The header fields are too large.</source>
        <translation>请求头过大。</translation>
    </message>
    <message>
        <source>This call takes a JSON body.</source>
        <translation>此接口需要 JSON 请求体。</translation>
    </message>
    <message>
        <source>A rate limit is reached.</source>
        <translation>已达到速率限制。</translation>
    </message>
    <message>
        <source>The budget is used up.</source>
        <translation>预算已用完。</translation>
    </message>
    <message>
        <source>The gateway is at its limit of connections or work.</source>
        <translation>网关的连接数或工作量已达上限。</translation>
    </message>
    <message>
        <source>The gateway cannot record usage: its disk is full or failing.</source>
        <translation>网关无法记录用量：磁盘已满或出现故障。</translation>
    </message>
    <message>
        <source>The gateway is shutting down.</source>
        <translation>网关正在停止。</translation>
    </message>
    <message>
        <source>No active provider serves this model.</source>
        <translation>没有启用的供应商提供此模型。</translation>
    </message>
    <message>
        <source>This model has no price and the gateway refuses unpriced use.</source>
        <translation>此模型没有价格，而网关拒绝无价格的使用。</translation>
    </message>
    <message>
        <source>The client closed the connection.</source>
        <translation>客户端关闭了连接。</translation>
    </message>
    <message>
        <source>The provider cannot be reached.</source>
        <translation>无法连接供应商。</translation>
    </message>
    <message>
        <source>The provider&apos;s name cannot be resolved.</source>
        <translation>无法解析供应商的主机名。</translation>
    </message>
    <message>
        <source>The provider&apos;s certificate or TLS handshake failed.</source>
        <translation>供应商的证书或 TLS 握手失败。</translation>
    </message>
    <message>
        <source>The provider broke the connection.</source>
        <translation>供应商中断了连接。</translation>
    </message>
    <message>
        <source>The provider&apos;s reply is not valid HTTP.</source>
        <translation>供应商的应答不是有效的 HTTP。</translation>
    </message>
    <message>
        <source>The provider did not answer in time.</source>
        <translation>供应商未能及时应答。</translation>
    </message>
    <message>
        <source>The provider answered with an error.</source>
        <translation>供应商返回了错误。</translation>
    </message>
    <message>
        <source>The provider refused the request as it stands.</source>
        <translation>供应商拒绝了该请求。</translation>
    </message>
    <message>
        <source>The provider&apos;s rate limit is reached.</source>
        <translation>已达到供应商的速率限制。</translation>
    </message>
    <message>
        <source>The provider refused the gateway&apos;s credential.</source>
        <translation>供应商拒绝了网关的凭据。</translation>
    </message>
    <message>
        <source>The provider ended the reply before it was complete.</source>
        <translation>供应商的应答未完成就结束了。</translation>
    </message>
    <message>
        <source>The address is loopback or private and this provider does not allow that.</source>
        <translation>该地址是回环或私有地址，而此供应商不允许。</translation>
    </message>
    <message>
        <source>Sign in first: the access token is missing, expired or not valid.</source>
        <translation>请先登录：访问令牌缺失、过期或无效。</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>您的角色无权执行此操作。</translation>
    </message>
    <message>
        <source>This listener is private to its console.</source>
        <translation>此监听端口仅供其控制台使用。</translation>
    </message>
    <message>
        <source>This host name is not allowed for the admin API.</source>
        <translation>管理 API 不允许使用此主机名。</translation>
    </message>
    <message>
        <source>There is no such object.</source>
        <translation>没有这个对象。</translation>
    </message>
    <message>
        <source>An object with this name or state exists already.</source>
        <translation>已存在同名或同状态的对象。</translation>
    </message>
    <message>
        <source>No administrator exists: make the first one.</source>
        <translation>还没有管理员：请创建第一个。</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>电子邮箱或密码错误。</translation>
    </message>
    <message>
        <source>Too many failed sign-ins: wait and try again.</source>
        <translation>登录失败次数过多：请稍后再试。</translation>
    </message>
    <message>
        <source>Too many requests of this kind at once: try again in a moment.</source>
        <translation>同类请求同时过多：请稍后再试。</translation>
    </message>
    <message>
        <source>The engine is still starting or has failed to start.</source>
        <translation>引擎仍在启动，或启动失败。</translation>
    </message>
    <message>
        <source>The database cannot be reached.</source>
        <translation>无法连接数据库。</translation>
    </message>
    <message>
        <source>A setting is not valid.</source>
        <translation>某项配置无效。</translation>
    </message>
    <message>
        <source>The port is in use by another process.</source>
        <translation>端口已被其他进程占用。</translation>
    </message>
    <message>
        <source>The gateway cannot listen on this address.</source>
        <translation>网关无法监听此地址。</translation>
    </message>
    <message>
        <source>The data directory is in use by another process.</source>
        <translation>数据目录正被其他进程使用。</translation>
    </message>
    <message>
        <source>The database cannot be opened or written.</source>
        <translation>无法打开或写入数据库。</translation>
    </message>
    <message>
        <source>A database migration failed.</source>
        <translation>数据库迁移失败。</translation>
    </message>
    <message>
        <source>The master key or a sealed secret cannot be read.</source>
        <translation>无法读取主密钥或已加密的凭据。</translation>
    </message>
    <message>
        <source>The usage spool cannot be opened or written.</source>
        <translation>无法打开或写入用量缓冲。</translation>
    </message>
    <message>
        <source>The command line is not valid.</source>
        <translation>命令行无效。</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>Something went wrong inside the gateway.</source>
        <translation>网关内部出错。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>sentence, detail</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The provider answered with status %1.</source>
        <translation>供应商返回了状态码 %1。</translation>
    </message>
    <message>
        <source>The provider refused the credential (%1): check the API key.</source>
        <translation>供应商拒绝了凭据（%1）：请检查 API 密钥。</translation>
    </message>
    <message>
        <source>The provider has no model list at this address (%1): check the base URL.</source>
        <translation>该地址没有模型列表（%1）：请检查基础 URL。</translation>
    </message>
    <message>
        <source>The provider&apos;s rate limit is reached (%1): try again later.</source>
        <translation>已达到供应商的速率限制（%1）：请稍后再试。</translation>
    </message>
    <message>
        <source>The provider answered with a redirect (%1): enter the address it points to.</source>
        <translation>供应商返回了重定向（%1）：请填写它指向的地址。</translation>
    </message>
    <message>
        <source>This is the last active administrator: make another one first.</source>
        <translation>这是最后一个可用的管理员：请先设立另一个。</translation>
    </message>
    <message>
        <source>You cannot do this to your own account: ask another administrator.</source>
        <translation>不能对自己的账号这样做：请找另一位管理员。</translation>
    </message>
    <message>
        <source>Tokens of the old key are still valid: wait until they have expired.</source>
        <translation>旧密钥签发的令牌仍然有效：请等它们到期。</translation>
    </message>
    <message>
        <source>This would block your own address.</source>
        <translation>这会封禁您自己的地址。</translation>
    </message>
    <message>
        <source>The machine&apos;s own address is never blocked.</source>
        <translation>本机自己的地址永远不会被封禁。</translation>
    </message>
    <message>
        <source>A trusted proxy is never blocked: block the clients behind it.</source>
        <translation>受信任的代理永远不会被封禁：请封禁它后面的客户端。</translation>
    </message>
    <message>
        <source>This range is too wide to be blocked.</source>
        <translation>该地址段太大，不能封禁。</translation>
    </message>
</context>
<context>
    <name>FirstAdminView</name>
    <message>
        <source>Enter an e-mail address, such as name@example.com.</source>
        <translation>请输入电子邮箱，例如 name@example.com。</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的密码不同。</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Open one of the first nine pages</source>
        <translation>打开前九个页面之一</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>返回上一个页面</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>前进到下一个页面</translation>
    </message>
    <message>
        <source>Load the page again</source>
        <translation>重新加载本页</translation>
    </message>
    <message>
        <source>Pause or resume live updates</source>
        <translation>暂停或继续实时更新</translation>
    </message>
    <message>
        <source>Search or filter the page</source>
        <translation>搜索或筛选本页</translation>
    </message>
    <message>
        <source>Show or hide the details panel</source>
        <translation>显示或隐藏详情面板</translation>
    </message>
    <message>
        <source>Open or close the task drawer</source>
        <translation>打开或关闭任务抽屉</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Show this list of keys</source>
        <translation>显示本快捷键列表</translation>
    </message>
    <message>
        <source>Quit, after a question when requests are in flight</source>
        <translation>退出；仍有请求在处理时会先询问</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <comment>from the first key to the last</comment>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>one key or the other</comment>
        <translation>%1 或 %2</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Sign-in needed</source>
        <translation>需要登录</translation>
    </message>
    <message>
        <source>Administrator needed</source>
        <translation>需要创建管理员</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>运维</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>只读用户</translation>
    </message>
</context>
<context>
    <name>RotationWords</name>
    <message>
        <source>End the old secret of %1?</source>
        <translation>停用 %1 的旧密钥原文？</translation>
    </message>
    <message>
        <source>%1… is refused with 401 from the next request on, and its open streams end. %2</source>
        <translation>%1… 从下一个请求起以 401 拒绝，其未结束的流会终止。%2</translation>
    </message>
    <message>
        <source>End the old secret of %1</source>
        <translation>停用 %1 的旧密钥原文</translation>
    </message>
    <message>
        <source>This cannot be undone. The key&apos;s present secret works on.</source>
        <translation>此操作不可撤销。密钥现在的原文继续可用。</translation>
    </message>
</context>
<context>
    <name>Screenshot</name>
    <message>
        <source>The page had no data within %1 s (%2).</source>
        <translation>页面在 %1 秒内没有数据（%2）。</translation>
    </message>
    <message>
        <source>The gateway has no administrator yet: make one first.</source>
        <translation>网关还没有管理员：请先创建。</translation>
    </message>
    <message>
        <source>This gateway wants a sign-in first.</source>
        <translation>此网关要求先登录。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
</context>
<context>
    <name>StartFailure</name>
    <message>
        <source>%1 (process %2)</source>
        <translation>%1（进程 %2）</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>进程 %1</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>其他进程</translation>
    </message>
    <message>
        <source>Port %1 on %2 is in use by %3.</source>
        <translation>%2 上的端口 %1 已被%3占用。</translation>
    </message>
    <message>
        <source>The data directory %1 is in use by %2. End that program, then retry.</source>
        <translation>数据目录 %1 正被%2使用。请结束该程序后重试。</translation>
    </message>
    <message>
        <source>File %1, line %2.</source>
        <translation>文件 %1，第 %2 行。</translation>
    </message>
    <message>
        <source>File %1.</source>
        <translation>文件 %1。</translation>
    </message>
    <message>
        <source>From the environment.</source>
        <translation>来自环境变量。</translation>
    </message>
    <message>
        <source>The setting %1 is not valid.</source>
        <translation>配置项 %1 无效。</translation>
    </message>
    <message>
        <source>The setting %1 has the value &quot;%2&quot;.</source>
        <translation>配置项 %1 的值为“%2”。</translation>
    </message>
    <message>
        <source>Allowed: %1.</source>
        <translation>允许：%1。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>降级</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Live traffic</source>
        <translation>实时流量</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Usage and cost</source>
        <translation>用量与费用</translation>
    </message>
    <message>
        <source>Queues &amp; workers</source>
        <translation>队列与 Worker</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Providers &amp; routing</source>
        <translation>供应商与路由</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>限流</translation>
    </message>
    <message>
        <source>Security &amp; blocklist</source>
        <translation>安全与封禁</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>迁移</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Runbook</source>
        <translation>运维手册</translation>
    </message>
    <message>
        <source>Daily inspection</source>
        <translation>每日巡检</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>调试台</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Monitor</source>
        <comment>navigation group</comment>
        <translation>监控</translation>
    </message>
    <message>
        <source>Resources</source>
        <comment>navigation group</comment>
        <translation>资源</translation>
    </message>
    <message>
        <source>Infrastructure</source>
        <comment>navigation group</comment>
        <translation>基础设施</translation>
    </message>
    <message>
        <source>Operations</source>
        <comment>navigation group</comment>
        <translation>运维</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>navigation group</comment>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>ui::charts::TimeSeriesChart</name>
    <message>
        <source>No traffic yet</source>
        <translation>尚无流量</translation>
    </message>
</context>
<context>
    <name>ui::models::AuditTable</name>
    <message>
        <source>Administrator</source>
        <comment>role</comment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Operator</source>
        <comment>role</comment>
        <translation>运维</translation>
    </message>
    <message>
        <source>Viewer</source>
        <comment>role</comment>
        <translation>只读用户</translation>
    </message>
    <message>
        <source>yes</source>
        <comment>value of a field</comment>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <comment>value of a field</comment>
        <translation>否</translation>
    </message>
    <message>
        <source>none</source>
        <comment>an empty list</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>%1
%2 UTC</source>
        <translation>%1
%2 UTC</translation>
    </message>
    <message>
        <source>%1 (%2, id %3)</source>
        <translation>%1（%2，ID %3）</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>By</source>
        <comment>column: who did it</comment>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Role</source>
        <comment>column</comment>
        <translation>角色</translation>
    </message>
    <message>
        <source>Source</source>
        <comment>column</comment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>column</comment>
        <translation>变更</translation>
    </message>
    <message>
        <source>Target</source>
        <comment>column</comment>
        <translation>目标</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>column</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>column</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Address</source>
        <comment>column</comment>
        <translation>地址</translation>
    </message>
    <message>
        <source>No.</source>
        <comment>column: number of the row</comment>
        <translation>序号</translation>
    </message>
    <message>
        <source>Field</source>
        <comment>column</comment>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <comment>column</comment>
        <translation>变更前</translation>
    </message>
    <message>
        <source>After</source>
        <comment>column</comment>
        <translation>变更后</translation>
    </message>
</context>
<context>
    <name>ui::models::BlockTable</name>
    <message>
        <source>Console</source>
        <comment>who blocked</comment>
        <translation>控制台</translation>
    </message>
    <message>
        <source>API</source>
        <comment>who blocked</comment>
        <translation>API</translation>
    </message>
    <message>
        <source>Outside</source>
        <comment>who blocked: by hand in the database or Redis</comment>
        <translation>外部</translation>
    </message>
    <message>
        <source>for good</source>
        <comment>how long a block lasts</comment>
        <translation>永久</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>time left</comment>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>time left</comment>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>Address or range</source>
        <comment>column</comment>
        <translation>地址或地址段</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>column</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Source</source>
        <comment>column</comment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Made outside of the gateway, by SQL or redis-cli.</source>
        <translation>在网关之外由 SQL 或 redis-cli 添加。</translation>
    </message>
    <message>
        <source>By</source>
        <comment>column: who blocked</comment>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Since</source>
        <comment>column</comment>
        <translation>开始</translation>
    </message>
    <message>
        <source>Time left</source>
        <comment>column</comment>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Refused</source>
        <comment>column: how many requests were refused</comment>
        <translation>拒绝次数</translation>
    </message>
    <message>
        <source>Requests refused since the gateway was started.</source>
        <translation>网关启动以来拒绝的请求数。</translation>
    </message>
    <message>
        <source>Last refused</source>
        <comment>column</comment>
        <translation>最近拒绝</translation>
    </message>
    <message>
        <source>Type an address or a range.</source>
        <translation>请输入地址或地址段。</translation>
    </message>
    <message>
        <source>This is no IPv4 or IPv6 address, nor a range such as 203.0.113.0/24.</source>
        <translation>这不是 IPv4 或 IPv6 地址，也不是 203.0.113.0/24 这样的地址段。</translation>
    </message>
    <message>
        <source>Behind the slash stands a number from 0 to %1.</source>
        <translation>斜杠后应为 0 到 %1 的数字。</translation>
    </message>
    <message>
        <source>The whole /64 is blocked: one customer owns all of it. Add /128 to block this one address.</source>
        <translation>将封禁整个 /64：它属于同一个用户。若只封禁这一个地址，请加上 /128。</translation>
    </message>
    <message>
        <source>This range is wider than /%1: it is blocked only if you say so below.</source>
        <translation>该地址段大于 /%1：只有在下方确认后才会封禁。</translation>
    </message>
</context>
<context>
    <name>ui::models::ChangeTable</name>
    <message>
        <source>Key created</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Key changed</source>
        <translation>修改密钥</translation>
    </message>
    <message>
        <source>Key limits changed</source>
        <translation>修改密钥限额</translation>
    </message>
    <message>
        <source>Key revoked</source>
        <translation>吊销密钥</translation>
    </message>
    <message>
        <source>Key rotated</source>
        <translation>轮换密钥</translation>
    </message>
    <message>
        <source>Key frozen</source>
        <translation>冻结密钥</translation>
    </message>
    <message>
        <source>Key unfrozen</source>
        <translation>解冻密钥</translation>
    </message>
    <message>
        <source>User created</source>
        <translation>新建用户</translation>
    </message>
    <message>
        <source>User changed</source>
        <translation>修改用户</translation>
    </message>
    <message>
        <source>User disabled</source>
        <translation>停用用户</translation>
    </message>
    <message>
        <source>User enabled</source>
        <translation>启用用户</translation>
    </message>
    <message>
        <source>Provider added</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>Provider changed</source>
        <translation>修改供应商</translation>
    </message>
    <message>
        <source>Provider removed</source>
        <translation>移除供应商</translation>
    </message>
    <message>
        <source>Provider tested</source>
        <translation>测试供应商</translation>
    </message>
    <message>
        <source>Preset created</source>
        <translation>新建预设</translation>
    </message>
    <message>
        <source>Preset changed</source>
        <translation>修改预设</translation>
    </message>
    <message>
        <source>Preset removed</source>
        <translation>移除预设</translation>
    </message>
    <message>
        <source>Preset item changed</source>
        <translation>修改预设项</translation>
    </message>
    <message>
        <source>Circuit opened (stopped)</source>
        <translation>熔断（停止）</translation>
    </message>
    <message>
        <source>Circuit closed (serving)</source>
        <translation>闭合（放行）</translation>
    </message>
    <message>
        <source>Address blocked</source>
        <translation>封禁地址</translation>
    </message>
    <message>
        <source>Address unblocked</source>
        <translation>解封地址</translation>
    </message>
    <message>
        <source>Price changed</source>
        <translation>修改价格</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>First admin created</source>
        <translation>创建首个管理员</translation>
    </message>
    <message>
        <source>Gateway started</source>
        <translation>网关启动</translation>
    </message>
    <message>
        <source>Gateway stopped</source>
        <translation>网关停止</translation>
    </message>
    <message>
        <source>Gateway drained</source>
        <translation>网关排空</translation>
    </message>
    <message>
        <source>Console</source>
        <comment>source of a change</comment>
        <translation>控制台</translation>
    </message>
    <message>
        <source>API</source>
        <comment>source of a change</comment>
        <translation>API</translation>
    </message>
    <message>
        <source>Command line</source>
        <comment>source of a change</comment>
        <translation>命令行</translation>
    </message>
    <message>
        <source>System</source>
        <comment>source of a change</comment>
        <translation>系统</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>outcome of a change</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>outcome of a change</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Result unknown</source>
        <comment>outcome of a change</comment>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Target: %1 (id %2)</source>
        <translation>目标：%1（id %2）</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>column</comment>
        <translation>变更</translation>
    </message>
    <message>
        <source>Target</source>
        <comment>column</comment>
        <translation>目标</translation>
    </message>
    <message>
        <source>By</source>
        <comment>column: who did it</comment>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>column</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Signed in on this machine</source>
        <translation>在本机登录</translation>
    </message>
    <message>
        <source>Old secret of a key ended</source>
        <translation>旧密钥原文已停用</translation>
    </message>
    <message>
        <source>Change refused</source>
        <translation>变更被拒绝</translation>
    </message>
    <message>
        <source>Audit trail exported</source>
        <translation>审计记录已导出</translation>
    </message>
    <message>
        <source>Changed outside the gateway</source>
        <translation>在网关外变更</translation>
    </message>
    <message>
        <source>Sign-ins ended</source>
        <translation>登录已终止</translation>
    </message>
    <message>
        <source>Block changed</source>
        <translation>封禁已修改</translation>
    </message>
    <message>
        <source>Signing key rotated</source>
        <translation>签名密钥已轮换</translation>
    </message>
    <message>
        <source>Old signing key retired</source>
        <translation>旧签名密钥已停用</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>登录失败</translation>
    </message>
</context>
<context>
    <name>ui::models::DependencyTable</name>
    <message>
        <source>Database</source>
        <comment>kind of component</comment>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Provider</source>
        <comment>kind of component</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Worker</source>
        <comment>kind of component</comment>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Disk</source>
        <comment>kind of component</comment>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Spool</source>
        <comment>kind of component</comment>
        <translation>用量缓冲</translation>
    </message>
    <message>
        <source>Shared state</source>
        <comment>kind of component</comment>
        <translation>共享状态</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>kind · name</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Component</source>
        <comment>column</comment>
        <translation>组件</translation>
    </message>
    <message>
        <source>Status</source>
        <comment>column</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Latency</source>
        <comment>column</comment>
        <translation>延迟</translation>
    </message>
    <message>
        <source>In use</source>
        <comment>column</comment>
        <translation>使用量</translation>
    </message>
    <message>
        <source>Version</source>
        <comment>column</comment>
        <translation>版本</translation>
    </message>
    <message>
        <source>Detail</source>
        <comment>column</comment>
        <translation>详情</translation>
    </message>
    <message>
        <source>%1
Checked %2</source>
        <translation>%1
检查时间 %2</translation>
    </message>
    <message>
        <source>Worker %1</source>
        <comment>number</comment>
        <translation>Worker %1</translation>
    </message>
    <message>
        <source>No answer within 2 s</source>
        <translation>2 秒内没有应答</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>No calls in the last 5 minutes</source>
        <translation>最近 5 分钟没有调用</translation>
    </message>
    <message>
        <source>%1 of the calls of the last 5 minutes failed</source>
        <translation>最近 5 分钟有 %1 的调用失败</translation>
    </message>
    <message>
        <source>%1 free</source>
        <comment>disk</comment>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>The file system cannot be asked</source>
        <translation>无法查询文件系统</translation>
    </message>
</context>
<context>
    <name>ui::models::KeyTable</name>
    <message>
        <source>%1 / %2</source>
        <comment>requests / tokens per minute</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Requests per minute: %1
Tokens per minute: %2
Parallel requests: %3</source>
        <translation>每分钟请求：%1
每分钟 token：%2
并发请求：%3</translation>
    </message>
    <message>
        <source>Revoked %1. Reason: %2</source>
        <translation>于 %1 吊销。原因：%2</translation>
    </message>
    <message>
        <source>Refused with 403 until it is unfrozen.</source>
        <translation>解冻前一律以 403 拒绝。</translation>
    </message>
    <message>
        <source>Expired %1.</source>
        <translation>已于 %1 过期。</translation>
    </message>
    <message>
        <source>Requests with this key are served.</source>
        <translation>使用此密钥的请求正常放行。</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>state of a key</comment>
        <translation>有效</translation>
    </message>
    <message>
        <source>Frozen</source>
        <comment>state of a key</comment>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Revoked</source>
        <comment>state of a key</comment>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Expired</source>
        <comment>state of a key</comment>
        <translation>过期</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>column</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>%1 (id %2)</source>
        <translation>%1（id %2）</translation>
    </message>
    <message>
        <source>Prefix</source>
        <comment>column</comment>
        <translation>前缀</translation>
    </message>
    <message>
        <source>Status</source>
        <comment>column</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Owner</source>
        <comment>column</comment>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Preset</source>
        <comment>column</comment>
        <translation>预设</translation>
    </message>
    <message>
        <source>RPM / TPM</source>
        <comment>column</comment>
        <translation>RPM / TPM</translation>
    </message>
    <message>
        <source>Today</source>
        <comment>column: requests today</comment>
        <translation>今日</translation>
    </message>
    <message>
        <source>%1 requests today</source>
        <translation>今日 %1 次请求</translation>
    </message>
    <message>
        <source>Errors</source>
        <comment>column: error rate today</comment>
        <translation>错误率</translation>
    </message>
    <message>
        <source>%1 of %2 requests failed today</source>
        <translation>今日 %2 次请求中 %1 次失败</translation>
    </message>
    <message>
        <source>Cost</source>
        <comment>column: cost today</comment>
        <translation>费用</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>Last used</source>
        <comment>column</comment>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Last IP</source>
        <comment>column</comment>
        <translation>最近 IP</translation>
    </message>
    <message>
        <source>Expires</source>
        <comment>column</comment>
        <translation>到期</translation>
    </message>
    <message>
        <source>Tags</source>
        <comment>column</comment>
        <translation>标签</translation>
    </message>
    <message>
        <source>Its old secret %1… works until %2.</source>
        <translation>旧密钥原文 %1… 可用至 %2。</translation>
    </message>
    <message>
        <source>Rotating</source>
        <comment>state of a key</comment>
        <translation>轮换中</translation>
    </message>
</context>
<context>
    <name>ui::models::LogQuery</name>
    <message>
        <source>status %1</source>
        <comment>several, of which any may be</comment>
        <translation>状态 %1</translation>
    </message>
    <message>
        <source>trace id begins with %1</source>
        <translation>Trace ID 以 %1 开头</translation>
    </message>
</context>
<context>
    <name>ui::models::PresetDiff</name>
    <message>
        <source>%1 → %2</source>
        <comment>before → after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>on</source>
        <comment>route</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>off</source>
        <comment>route</comment>
        <translation>停用</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>优先级 %1</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>权重 %1</translation>
    </message>
    <message>
        <source>added: %1, priority %2, weight %3</source>
        <translation>新增：%1，优先级 %2，权重 %3</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设名称</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>only its share changes</source>
        <translation>仅份额变化</translation>
    </message>
    <message>
        <source>removed</source>
        <comment>route</comment>
        <translation>移除</translation>
    </message>
    <message>
        <source>Route</source>
        <comment>column</comment>
        <translation>路由</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>column</comment>
        <translation>变更</translation>
    </message>
    <message>
        <source>Share</source>
        <comment>column</comment>
        <translation>份额</translation>
    </message>
</context>
<context>
    <name>ui::models::PresetTable</name>
    <message>
        <source>Weighted</source>
        <translation>按权重</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>按优先级</translation>
    </message>
    <message>
        <source>Lowest latency</source>
        <translation>最低延迟</translation>
    </message>
    <message>
        <source>Least busy</source>
        <translation>最空闲</translation>
    </message>
    <message>
        <source>Sticky</source>
        <translation>粘性</translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>preset with changes that are not applied</comment>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>%1
Strategy: %2</source>
        <translation>%1
策略：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <comment>preset</comment>
        <translation>
            <numerusform>%n 项未应用</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider · model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Preset</source>
        <comment>column</comment>
        <translation>预设</translation>
    </message>
    <message>
        <source>Routes</source>
        <comment>column: active routes of all</comment>
        <translation>路由</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n route(s) are on</source>
        <comment>preset</comment>
        <translation>
            <numerusform>%n 条路由中 %1 条已启用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::ProviderTable</name>
    <message>
        <source>none</source>
        <comment>credential</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>This provider is called without a credential.</source>
        <translation>调用此供应商时不带凭据。</translation>
    </message>
    <message>
        <source>Kept sealed by the gateway. Only its last characters are shown.</source>
        <translation>由网关加密保存，只显示末尾几个字符。</translation>
    </message>
    <message>
        <source>Allowed</source>
        <comment>private addresses</comment>
        <translation>允许</translation>
    </message>
    <message>
        <source>No</source>
        <comment>private addresses</comment>
        <translation>否</translation>
    </message>
    <message>
        <source>This provider may be on this machine or in a private network.</source>
        <translation>此供应商可以位于本机或私有网络。</translation>
    </message>
    <message>
        <source>Addresses of this machine and of private networks are refused.</source>
        <translation>拒绝本机和私有网络的地址。</translation>
    </message>
    <message>
        <source>Off</source>
        <comment>provider</comment>
        <translation>停用</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>column</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <comment>column</comment>
        <translation>类型</translation>
    </message>
    <message>
        <source>Address</source>
        <comment>column</comment>
        <translation>地址</translation>
    </message>
    <message>
        <source>Private</source>
        <comment>column: private addresses</comment>
        <translation>私有</translation>
    </message>
    <message>
        <source>On</source>
        <comment>column: the provider is switched on</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>On</source>
        <comment>provider</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>Gets no requests until it is switched on.</source>
        <translation>启用之前不会收到请求。</translation>
    </message>
    <message>
        <source>Recent health</source>
        <comment>column</comment>
        <translation>近期健康</translation>
    </message>
    <message>
        <source>Latency</source>
        <comment>column</comment>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Mean of the calls in the last 5 minutes.</source>
        <translation>最近 5 分钟调用的平均值。</translation>
    </message>
    <message>
        <source>Credential</source>
        <comment>column</comment>
        <translation>凭据</translation>
    </message>
</context>
<context>
    <name>ui::models::RouteShare</name>
    <message>
        <source>off</source>
        <comment>share of a route</comment>
        <translation>停用</translation>
    </message>
    <message>
        <source>provider off</source>
        <comment>share of a route</comment>
        <translation>供应商停用</translation>
    </message>
    <message>
        <source>weight 0</source>
        <comment>share of a route</comment>
        <translation>权重 0</translation>
    </message>
    <message>
        <source>1st · %1</source>
        <comment>order of a route · its share</comment>
        <translation>首选 · %1</translation>
    </message>
    <message>
        <source>stand-in %1</source>
        <comment>order of a route behind the first group</comment>
        <translation>候补 %1</translation>
    </message>
    <message>
        <source>Presets left without a route: %1. Their requests are refused with 503.</source>
        <translation>失去全部路由的预设：%1。对它们的请求将返回 503。</translation>
    </message>
    <message>
        <source>Models that lose their last route: %1.</source>
        <translation>失去最后一条路由的模型：%1。</translation>
    </message>
</context>
<context>
    <name>ui::models::RouteTable</name>
    <message>
        <source>On</source>
        <comment>route</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>Off</source>
        <comment>route</comment>
        <translation>停用</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>value now → planned</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>The gateway has %1. Not applied: %2.</source>
        <translation>网关当前为 %1，未应用的值为 %2。</translation>
    </message>
    <message>
        <source>Share of the requests that are tried here first.</source>
        <translation>首先尝试此路由的请求份额。</translation>
    </message>
    <message>
        <source>Share of the requests that are tried here first: %1 now, %2 after applying.</source>
        <translation>首先尝试此路由的请求份额：当前 %1，应用后 %2。</translation>
    </message>
    <message>
        <source>Provider</source>
        <comment>column</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Model</source>
        <comment>column</comment>
        <translation>模型</translation>
    </message>
    <message>
        <source>On</source>
        <comment>column: the route is switched on</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>Priority</source>
        <comment>column</comment>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Weight</source>
        <comment>column</comment>
        <translation>权重</translation>
    </message>
    <message>
        <source>Effective share</source>
        <comment>column</comment>
        <translation>有效份额</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column: of the provider</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Latency</source>
        <comment>column</comment>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Mean of this provider&apos;s calls in the last 5 minutes.</source>
        <translation>此供应商最近 5 分钟调用的平均值。</translation>
    </message>
</context>
<context>
    <name>ui::models::SecurityEvents</name>
    <message>
        <source>Sign-in failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Signature failed</source>
        <translation>签名验证失败</translation>
    </message>
    <message>
        <source>Unknown keys</source>
        <translation>未知密钥</translation>
    </message>
    <message>
        <source>Blocked address refused</source>
        <translation>已拒绝被封禁的地址</translation>
    </message>
    <message>
        <source>Address not allowed</source>
        <translation>地址不被允许</translation>
    </message>
    <message>
        <source>Rate limit reached</source>
        <translation>达到限流</translation>
    </message>
    <message>
        <source>More refusals</source>
        <translation>更多拒绝</translation>
    </message>
    <message>
        <source>several</source>
        <comment>addresses</comment>
        <translation>多个</translation>
    </message>
    <message>
        <source>%1 (blocked)</source>
        <comment>address</comment>
        <translation>%1（已封禁）</translation>
    </message>
    <message>
        <source>Event</source>
        <comment>column</comment>
        <translation>事件</translation>
    </message>
    <message>
        <source>Last</source>
        <comment>column: when it was seen last</comment>
        <translation>最近</translation>
    </message>
    <message>
        <source>Address</source>
        <comment>column</comment>
        <translation>地址</translation>
    </message>
    <message>
        <source>Key or user</source>
        <comment>column</comment>
        <translation>密钥或用户</translation>
    </message>
    <message>
        <source>Count</source>
        <comment>column</comment>
        <translation>次数</translation>
    </message>
    <message>
        <source>About</source>
        <comment>column: what the event is about</comment>
        <translation>内容</translation>
    </message>
    <message>
        <source>Last trace id</source>
        <comment>column</comment>
        <translation>最近的 trace_id</translation>
    </message>
    <message>
        <source>First</source>
        <comment>column: when it was seen first</comment>
        <translation>首次</translation>
    </message>
</context>
<context>
    <name>ui::models::TimeText</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>in %1 min</source>
        <translation>%1 分钟后</translation>
    </message>
    <message>
        <source>in %1 h</source>
        <translation>%1 小时后</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <comment>time from now</comment>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 local · %2 UTC</source>
        <translation>本地 %1 · UTC %2</translation>
    </message>
</context>
<context>
    <name>ui::models::TrafficExpression</name>
    <message>
        <source>there is no opening bracket for this one</source>
        <translation>此括号没有对应的左括号</translation>
    </message>
    <message>
        <source>expected “and” or “or” here</source>
        <translation>此处应为“and”或“or”</translation>
    </message>
    <message>
        <source>too many brackets within each other</source>
        <translation>括号嵌套过深</translation>
    </message>
    <message>
        <source>this bracket is never closed</source>
        <translation>此括号没有闭合</translation>
    </message>
    <message>
        <source>expected a field here</source>
        <translation>此处应为字段名</translation>
    </message>
    <message>
        <source>there is no field “%1”</source>
        <translation>没有字段“%1”</translation>
    </message>
    <message>
        <source>expected one of = != &gt; &gt;= &lt; &lt;= ~ here</source>
        <translation>此处应为 = != &gt; &gt;= &lt; &lt;= ~ 之一</translation>
    </message>
    <message>
        <source>~ searches text, and this field is a number</source>
        <translation>~ 用于搜索文本，而此字段是数字</translation>
    </message>
    <message>
        <source>%1 compares numbers, and this field is text</source>
        <translation>%1 用于比较数字，而此字段是文本</translation>
    </message>
    <message>
        <source>this quotation mark is never closed</source>
        <translation>此引号没有闭合</translation>
    </message>
    <message>
        <source>expected a value here</source>
        <translation>此处应为一个值</translation>
    </message>
    <message>
        <source>“%1” is not a number</source>
        <translation>“%1”不是数字</translation>
    </message>
    <message>
        <source>more than %1 comparisons in one filter</source>
        <translation>一个筛选条件中的比较超过 %1 个</translation>
    </message>
</context>
<context>
    <name>ui::models::TrafficRing</name>
    <message>
        <source>%1, answered by %2</source>
        <comment>model asked for, model of the provider</comment>
        <translation>%1，由 %2 应答</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>value, why the request stands out</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ui::models::TrafficTable</name>
    <message>
        <source>%1 / %2</source>
        <comment>tokens in / out</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Trace id</source>
        <comment>column</comment>
        <translation>Trace ID</translation>
    </message>
    <message>
        <source>Status</source>
        <comment>column: HTTP status</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Route</source>
        <comment>column</comment>
        <translation>路径</translation>
    </message>
    <message>
        <source>Provider</source>
        <comment>column</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Model</source>
        <comment>column</comment>
        <translation>模型</translation>
    </message>
    <message>
        <source>Key</source>
        <comment>column</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Client IP</source>
        <comment>column</comment>
        <translation>客户端 IP</translation>
    </message>
    <message>
        <source>First token</source>
        <comment>column: time to first token</comment>
        <translation>首字延迟</translation>
    </message>
    <message>
        <source>Latency</source>
        <comment>column</comment>
        <translation>总延迟</translation>
    </message>
    <message>
        <source>Attempts</source>
        <comment>column</comment>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Tokens in / out</source>
        <comment>column</comment>
        <translation>输入/输出 token</translation>
    </message>
    <message>
        <source>Cost</source>
        <comment>column</comment>
        <translation>费用</translation>
    </message>
    <message>
        <source>Error code</source>
        <comment>column</comment>
        <translation>错误码</translation>
    </message>
    <message>
        <source>Failed (5xx)</source>
        <comment>why a request stands out</comment>
        <translation>失败（5xx）</translation>
    </message>
    <message>
        <source>Rate limited</source>
        <comment>why a request stands out</comment>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Slow</source>
        <comment>why a request stands out</comment>
        <translation>慢</translation>
    </message>
    <message>
        <source>Retried</source>
        <comment>why a request stands out</comment>
        <translation>有重试</translation>
    </message>
</context>
<context>
    <name>ui::models::UserTable</name>
    <message>
        <source>May sign in; the user&apos;s keys are served.</source>
        <translation>可以登录，其密钥正常服务。</translation>
    </message>
    <message>
        <source>May not sign in; the user&apos;s keys are refused with 401.</source>
        <translation>不能登录，其密钥以 401 拒绝。</translation>
    </message>
    <message>
        <source>Has never signed in.</source>
        <translation>从未登录。</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>time from address</comment>
        <translation>%1，来自 %2</translation>
    </message>
    <message>
        <source>Administrator</source>
        <comment>role of a user</comment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Operator</source>
        <comment>role of a user</comment>
        <translation>运维</translation>
    </message>
    <message>
        <source>Viewer</source>
        <comment>role of a user</comment>
        <translation>只读用户</translation>
    </message>
    <message>
        <source>May do everything: keys, users, providers, prices, configuration, restore.</source>
        <translation>可做一切：密钥、用户、供应商、价格、配置、恢复。</translation>
    </message>
    <message>
        <source>Reads everything; blocks addresses, freezes keys, trips circuits, runs operational actions.</source>
        <translation>可查看一切；可封禁地址、冻结密钥、切换熔断、执行运维操作。</translation>
    </message>
    <message>
        <source>Reads everything, changes nothing.</source>
        <translation>可查看一切，不能修改。</translation>
    </message>
    <message>
        <source>Local console</source>
        <comment>where a sign-in comes from</comment>
        <translation>本机控制台</translation>
    </message>
    <message>
        <source>Console</source>
        <comment>where a sign-in comes from</comment>
        <translation>控制台</translation>
    </message>
    <message>
        <source>API</source>
        <comment>where a sign-in comes from</comment>
        <translation>API</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>state of a user</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <comment>state of a user</comment>
        <translation>已停用</translation>
    </message>
    <message>
        <source>User</source>
        <comment>column</comment>
        <translation>用户</translation>
    </message>
    <message>
        <source>%1 (id %2)</source>
        <translation>%1（ID %2）</translation>
    </message>
    <message>
        <source>Role</source>
        <comment>column</comment>
        <translation>角色</translation>
    </message>
    <message>
        <source>Status</source>
        <comment>column</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>column</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Keys that are not revoked</source>
        <translation>未吊销的密钥</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <comment>column: open sessions</comment>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign-ins that go on</source>
        <translation>仍然有效的登录</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <comment>column</comment>
        <translation>最近登录</translation>
    </message>
    <message>
        <source>Last address</source>
        <comment>column: of the last sign-in</comment>
        <translation>最近地址</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>column: failed sign-ins in 24 h</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Failed sign-ins in the last 24 hours</source>
        <translation>最近 24 小时的登录失败次数</translation>
    </message>
    <message>
        <source>Today</source>
        <comment>column: requests today</comment>
        <translation>今日</translation>
    </message>
    <message>
        <source>Requests with the user&apos;s keys today (UTC)</source>
        <translation>今日（UTC）用其密钥发出的请求</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>column</comment>
        <translation>创建时间</translation>
    </message>
</context>
<context>
    <name>ui::pages::AuditFilter</name>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Target: name or id</source>
        <translation>目标：名称或 ID</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>变更类型</translation>
    </message>
    <message>
        <source>All changes</source>
        <comment>filter</comment>
        <translation>全部变更</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>filter</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Users</source>
        <comment>filter</comment>
        <translation>用户</translation>
    </message>
    <message>
        <source>Providers</source>
        <comment>filter</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Presets</source>
        <comment>filter</comment>
        <translation>预设</translation>
    </message>
    <message>
        <source>Addresses</source>
        <comment>filter</comment>
        <translation>地址</translation>
    </message>
    <message>
        <source>Signing in</source>
        <comment>filter</comment>
        <translation>登录</translation>
    </message>
    <message>
        <source>Changed outside</source>
        <comment>filter</comment>
        <translation>外部变更</translation>
    </message>
    <message>
        <source>Gateway</source>
        <comment>filter</comment>
        <translation>网关</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>All results</source>
        <comment>filter</comment>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>Failed only</source>
        <comment>filter</comment>
        <translation>仅失败</translation>
    </message>
    <message>
        <source>Result unknown</source>
        <comment>filter</comment>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Any time</source>
        <comment>filter</comment>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Last hour</source>
        <comment>filter</comment>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <comment>filter</comment>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <comment>filter</comment>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <comment>filter</comment>
        <translation>最近 30 天</translation>
    </message>
</context>
<context>
    <name>ui::pages::AuditPage</name>
    <message>
        <source>Verify the audit chain</source>
        <comment>task</comment>
        <translation>校验审计哈希链</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Reading the whole chain…</source>
        <translation>正在读取整条哈希链…</translation>
    </message>
    <message>
        <source>The chain could not be verified.</source>
        <translation>无法校验哈希链。</translation>
    </message>
    <message>
        <source>The chain could not be verified. %1</source>
        <translation>无法校验哈希链。%1</translation>
    </message>
    <message>
        <source>Complete ✓: %1 rows, none changed, put in or taken out.</source>
        <translation>完整 ✓：共 %1 条记录，无修改、插入或删除。</translation>
    </message>
    <message>
        <source>%1 End of the chain: %2…</source>
        <translation>%1 链尾：%2…</translation>
    </message>
    <message>
        <source>Broken ✗ at row %1: %2. Keep this database as it is and compare it with a backup.</source>
        <translation>断裂 ✗ 于第 %1 条：%2。请保留此数据库原样，并与备份比对。</translation>
    </message>
    <message>
        <source>Export the audit trail</source>
        <translation>导出审计记录</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>Export the audit trail</source>
        <comment>task</comment>
        <translation>导出审计记录</translation>
    </message>
    <message>
        <source>Reading the audit trail…</source>
        <translation>正在读取审计记录…</translation>
    </message>
    <message>
        <source>The trail was not exported. %1</source>
        <translation>审计记录未导出。%1</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>已将 %n 条记录写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>无法写入文件 %1：%2</translation>
    </message>
    <message>
        <source>Verify chain</source>
        <translation>校验哈希链</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计记录</translation>
    </message>
    <message>
        <source>No row matches. Clear the filter or choose a longer time.</source>
        <translation>没有匹配的记录。请清除筛选或选择更长的时间。</translation>
    </message>
    <message>
        <source>Load older rows</source>
        <translation>加载更早的记录</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>Every change of the gateway is written down here before it is answered.</source>
        <translation>网关的每一项变更都会先写在这里，再给出答复。</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>变更前后</translation>
    </message>
    <message>
        <source>This row tells of no changed field.</source>
        <translation>此记录没有字段变更。</translation>
    </message>
    <message>
        <source>The chain has not been verified yet.</source>
        <translation>哈希链尚未校验。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest %n row(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>最新 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>No row selected</source>
        <translation>未选择记录</translation>
    </message>
    <message>
        <source>Select a row to see what was changed.</source>
        <translation>选择一条记录以查看变更内容。</translation>
    </message>
    <message>
        <source>When: %1</source>
        <translation>时间：%1</translation>
    </message>
    <message>
        <source>Who: %1 (%2) from %3</source>
        <translation>操作者：%1（%2），来自 %3</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>目标：%1</translation>
    </message>
    <message>
        <source>Result: %1</source>
        <translation>结果：%1</translation>
    </message>
    <message>
        <source>Id: %1</source>
        <translation>ID：%1</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Row %1, hash %2…</source>
        <translation>第 %1 条，哈希 %2…</translation>
    </message>
    <message>
        <source>An export is running.</source>
        <translation>导出正在进行。</translation>
    </message>
</context>
<context>
    <name>ui::pages::BlockDialog</name>
    <message>
        <source>Attack</source>
        <comment>reason to block</comment>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Abuse</source>
        <comment>reason to block</comment>
        <translation>滥用</translation>
    </message>
    <message>
        <source>Leaked key</source>
        <comment>reason to block</comment>
        <translation>密钥泄露</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>reason to block</comment>
        <translation>其他</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>封禁</translation>
    </message>
    <message>
        <source>Requests are refused with 403 on every worker from the next one on, and streams that are open end.</source>
        <translation>从下一个请求起，所有 Worker 都以 403 拒绝，正在进行的流会结束。</translation>
    </message>
    <message>
        <source>Hold to block</source>
        <translation>按住以封禁</translation>
    </message>
    <message>
        <source>The key to freeze</source>
        <translation>要冻结的密钥</translation>
    </message>
    <message>
        <source>The user to disable</source>
        <translation>要停用的用户</translation>
    </message>
    <message>
        <source>What to block</source>
        <translation>封禁对象</translation>
    </message>
    <message>
        <source>An address or range</source>
        <translation>地址或地址段</translation>
    </message>
    <message>
        <source>An API key (freezes it)</source>
        <translation>API 密钥（将其冻结）</translation>
    </message>
    <message>
        <source>A user (switches it off with its keys and sessions)</source>
        <translation>用户（连同其密钥和会话一起停用）</translation>
    </message>
    <message>
        <source>Address or range to block</source>
        <translation>要封禁的地址或地址段</translation>
    </message>
    <message>
        <source>Block it even if it is my own address or a very wide range</source>
        <translation>即使是我自己的地址或很大的地址段也要封禁</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Block for: %1</source>
        <translation>封禁时长：%1</translation>
    </message>
    <message>
        <source>There is nothing to choose from.</source>
        <translation>没有可选的对象。</translation>
    </message>
    <message>
        <source>A user who is switched off is signed out everywhere; every key of this user is refused.</source>
        <translation>被停用的用户会在所有地方退出登录，其所有密钥都会被拒绝。</translation>
    </message>
    <message>
        <source>Hold to block %1</source>
        <translation>按住以封禁 %1</translation>
    </message>
</context>
<context>
    <name>ui::pages::DataTable</name>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
</context>
<context>
    <name>ui::pages::ExpressionEdit</name>
    <message>
        <source>Position %1: %2</source>
        <comment>place in the expression, what is wrong there</comment>
        <translation>第 %1 个字符：%2</translation>
    </message>
</context>
<context>
    <name>ui::pages::JwtCard</name>
    <message>
        <source>One key in use</source>
        <translation>使用一个密钥</translation>
    </message>
    <message>
        <source>A new key lies ready</source>
        <translation>新密钥已就绪</translation>
    </message>
    <message>
        <source>A rotation stopped half-way: rotate again to finish it</source>
        <translation>轮换在中途停止：请再次轮换以完成</translation>
    </message>
    <message>
        <source>Tokens of the old key still live</source>
        <translation>旧密钥的令牌仍然有效</translation>
    </message>
    <message>
        <source>The old key can be retired</source>
        <translation>旧密钥可以停用</translation>
    </message>
    <message>
        <source>Keys that sign access tokens</source>
        <translation>签署访问令牌的密钥</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>加载中…</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>轮换…</translation>
    </message>
    <message>
        <source>Rotate the signing key</source>
        <translation>轮换签名密钥</translation>
    </message>
    <message>
        <source>Retire the old key…</source>
        <translation>停用旧密钥…</translation>
    </message>
    <message>
        <source>This engine does not offer it.</source>
        <translation>此引擎不提供该功能。</translation>
    </message>
    <message>
        <source>There is no old key.</source>
        <translation>没有旧密钥。</translation>
    </message>
    <message>
        <source>Tokens of the old key are still valid: wait until the last one has expired.</source>
        <translation>旧密钥的令牌仍然有效：请等待最后一个过期。</translation>
    </message>
    <message>
        <source>Not offered by this engine</source>
        <translation>此引擎不提供</translation>
    </message>
    <message>
        <source>Signs: key %1 (RS256), since %2</source>
        <translation>正在签名：密钥 %1（RS256），自 %2 起</translation>
    </message>
    <message>
        <source>No old key. Tokens are valid for 15 minutes.</source>
        <translation>没有旧密钥。令牌有效期为 15 分钟。</translation>
    </message>
    <message>
        <source>Old key %1: its last token ends in %2 (%3)</source>
        <translation>旧密钥 %1：其最后一个令牌还有 %2 过期（%3）</translation>
    </message>
    <message>
        <source>Old key %1: its last token has ended.</source>
        <translation>旧密钥 %1：其最后一个令牌已过期。</translation>
    </message>
    <message>
        <source>Files in %1; the private keys never leave this machine.</source>
        <translation>文件位于 %1；私钥不会离开本机。</translation>
    </message>
    <message>
        <source>Others may read: %1. Set mode 0600.</source>
        <translation>其他人可以读取：%1。请设置权限 0600。</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeyDetails</name>
    <message>
        <source>Worker %1 answers %2</source>
        <comment>verification of a key</comment>
        <translation>Worker %1 应答 %2</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>符合预期</translation>
    </message>
    <message>
        <source>not as expected</source>
        <translation>不符合预期</translation>
    </message>
    <message>
        <source>Details of the selected key</source>
        <translation>所选密钥的详情</translation>
    </message>
    <message>
        <source>No key selected</source>
        <translation>未选择密钥</translation>
    </message>
    <message>
        <source>Select a key to see its limits, its use and its history.</source>
        <translation>选择一个密钥以查看其限额、用量和历史。</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>前缀</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Cost today</source>
        <translation>今日费用</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Requests/min</source>
        <translation>请求/分</translation>
    </message>
    <message>
        <source>Tokens/min</source>
        <translation>token/分</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>IP 地址</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>请求签名</translation>
    </message>
    <message>
        <source>Answers of the workers</source>
        <translation>各 Worker 的应答</translation>
    </message>
    <message>
        <source>History of this key</source>
        <translation>此密钥的历史</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>time from address</comment>
        <translation>%1，来自 %2</translation>
    </message>
    <message>
        <source>%1 requests, %2 failed</source>
        <translation>%1 次请求，失败 %2</translation>
    </message>
    <message>
        <source>never</source>
        <comment>expiry of a key</comment>
        <translation>永不</translation>
    </message>
    <message>
        <source>default</source>
        <comment>limit of a key</comment>
        <translation>默认</translation>
    </message>
    <message>
        <source>unlimited</source>
        <comment>budget of a key</comment>
        <translation>不限</translation>
    </message>
    <message>
        <source>all models</source>
        <translation>全部模型</translation>
    </message>
    <message>
        <source>any address</source>
        <translation>任意地址</translation>
    </message>
    <message>
        <source>required</source>
        <comment>signature</comment>
        <translation>需要</translation>
    </message>
    <message>
        <source>not required</source>
        <comment>signature</comment>
        <translation>不需要</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>time · person</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>No changes recorded yet</source>
        <translation>尚无变更记录</translation>
    </message>
    <message>
        <source>Rotated</source>
        <translation>轮换时间</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Old and present secret</source>
        <translation>新旧密钥原文</translation>
    </message>
    <message>
        <source>Old secret</source>
        <translation>旧密钥原文</translation>
    </message>
    <message>
        <source>Works until</source>
        <translation>可用至</translation>
    </message>
    <message>
        <source>Old last used</source>
        <translation>旧的最近使用</translation>
    </message>
    <message>
        <source>New last used</source>
        <translation>新的最近使用</translation>
    </message>
    <message>
        <source>never</source>
        <comment>rotation of a key</comment>
        <translation>从未</translation>
    </message>
    <message>
        <source>not yet</source>
        <comment>last use of a secret</comment>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>moment (how far)</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeyDialogs</name>
    <message>
        <source>It has not been used yet.</source>
        <translation>它尚未被使用。</translation>
    </message>
    <message>
        <source>Today it served %1 requests; last used %2.</source>
        <translation>今日已处理 %1 次请求；最近使用：%2。</translation>
    </message>
    <message>
        <source>Today it served %1 requests; last used %2 from %3.</source>
        <translation>今日已处理 %1 次请求；最近使用：%2，来自 %3。</translation>
    </message>
    <message>
        <source>Freeze %1?</source>
        <translation>冻结 %1？</translation>
    </message>
    <message>
        <source>Unfreeze %1?</source>
        <translation>解冻 %1？</translation>
    </message>
    <message>
        <source>Requests with %1… are refused with 403 from the next one on. %2</source>
        <translation>从下一次请求起，%1… 将以 403 被拒绝。%2</translation>
    </message>
    <message>
        <source>Requests with %1… are served again from the next one on.</source>
        <translation>从下一次请求起，%1… 将重新放行。</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>冻结 %1</translation>
    </message>
    <message>
        <source>Unfreeze %1</source>
        <translation>解冻 %1</translation>
    </message>
    <message>
        <source>Unfreeze it at any time to undo this.</source>
        <translation>可随时解冻以撤销此操作。</translation>
    </message>
    <message>
        <source>Freeze it at any time to undo this.</source>
        <translation>可随时冻结以撤销此操作。</translation>
    </message>
    <message>
        <source>Leaked</source>
        <comment>reason to revoke</comment>
        <translation>泄露</translation>
    </message>
    <message>
        <source>Abuse</source>
        <comment>reason to revoke</comment>
        <translation>滥用</translation>
    </message>
    <message>
        <source>Person left</source>
        <comment>reason to revoke</comment>
        <translation>离职</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>reason to revoke</comment>
        <translation>其他</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>吊销 %1</translation>
    </message>
    <message>
        <source>Requests with %1… are refused with 401 on every worker at once. %2</source>
        <translation>所有 Worker 将立即以 401 拒绝 %1…。%2</translation>
    </message>
    <message>
        <source>Hold to revoke %1</source>
        <translation>按住吊销 %1</translation>
    </message>
    <message>
        <source>This cannot be undone. Whoever needs access again gets a new key.</source>
        <translation>不可撤销。如需再次访问，只能签发新密钥。</translation>
    </message>
    <message>
        <source>Freeze instead</source>
        <translation>改用冻结</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeyDraft</name>
    <message>
        <source>Give the key a name.</source>
        <translation>请为密钥命名。</translation>
    </message>
    <message>
        <source>Use at most %1 characters.</source>
        <translation>最多 %1 个字符。</translation>
    </message>
    <message>
        <source>Enter a whole number above 0.</source>
        <translation>请输入大于 0 的整数。</translation>
    </message>
    <message>
        <source>Enter dollars such as 50 or 12.50.</source>
        <translation>请输入美元金额，如 50 或 12.50。</translation>
    </message>
    <message>
        <source>“%1” is not an IP address or a range such as 10.0.0.0/8.</source>
        <translation>“%1”不是 IP 地址或网段（如 10.0.0.0/8）。</translation>
    </message>
    <message>
        <source>Choose a moment in the future.</source>
        <translation>请选择将来的时间。</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeyForm</name>
    <message>
        <source>default</source>
        <comment>placeholder of a limit</comment>
        <translation>默认</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>for example billing-prod</source>
        <translation>例如 billing-prod</translation>
    </message>
    <message>
        <source>Requests per minute</source>
        <translation>每分钟请求数</translation>
    </message>
    <message>
        <source>Tokens per minute</source>
        <translation>每分钟 token 数</translation>
    </message>
    <message>
        <source>Parallel requests</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Budget (US dollars)</source>
        <translation>预算（美元）</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Allowed models</source>
        <translation>允许的模型</translation>
    </message>
    <message>
        <source>all models — or names parted by commas</source>
        <translation>全部模型，或以逗号分隔的名称</translation>
    </message>
    <message>
        <source>Allowed IP addresses</source>
        <translation>允许的 IP 地址</translation>
    </message>
    <message>
        <source>any address — or 10.0.0.0/8, 203.0.113.7</source>
        <translation>任意地址，或 10.0.0.0/8, 203.0.113.7</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>expiry</comment>
        <translation>永不</translation>
    </message>
    <message numerus="yes">
        <source>In %n day(s)</source>
        <comment>expiry</comment>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>On a date…</source>
        <comment>expiry</comment>
        <translation>指定日期…</translation>
    </message>
    <message>
        <source>Expires on</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>%1 (me)</source>
        <translation>%1（我）</translation>
    </message>
    <message>
        <source>Signed-in user</source>
        <translation>当前用户</translation>
    </message>
    <message>
        <source>No owner</source>
        <translation>无所有者</translation>
    </message>
    <message>
        <source>The owner of a key does not change. Create a new key for someone else.</source>
        <translation>密钥的所有者不可更改。请为他人新建密钥。</translation>
    </message>
    <message>
        <source>Default preset</source>
        <translation>默认预设</translation>
    </message>
    <message>
        <source>none — for calls without a model</source>
        <translation>无 — 用于不带模型的调用</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>none — or words parted by commas</source>
        <translation>无 — 或用逗号分隔的词</translation>
    </message>
    <message>
        <source>Requests must be signed</source>
        <translation>请求必须签名</translation>
    </message>
    <message>
        <source>The key gets a signing secret of its own, shown one time. A stolen key alone then opens nothing.</source>
        <translation>密钥会获得自己的签名密钥，只显示一次。仅凭被盗的密钥将无法调用。</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeyFormDialog</name>
    <message>
        <source>New API key</source>
        <translation>新建 API 密钥</translation>
    </message>
    <message>
        <source>The key works at once. Its secret is shown one time, right after creation.</source>
        <translation>密钥立即生效。密钥原文仅在创建后显示一次。</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Only what you change is sent. It applies to the next request.</source>
        <translation>只提交您修改的内容，从下一次请求起生效。</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>保存 %1</translation>
    </message>
    <message>
        <source>After saving, Undo puts the old values back.</source>
        <translation>保存后可用“撤销”恢复旧值。</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>没有修改任何内容。</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeyRotation</name>
    <message>
        <source>%1… has not been used yet.</source>
        <translation>%1… 尚未使用过。</translation>
    </message>
    <message>
        <source>%1… was last used %2.</source>
        <translation>%1… 最近使用于 %2。</translation>
    </message>
    <message>
        <source>%1… was last used %2 from %3.</source>
        <translation>%1… 最近使用于 %2，来自 %3。</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeySecretDialog</name>
    <message>
        <source>Secret of %1</source>
        <translation>%1 的密钥原文</translation>
    </message>
    <message>
        <source>%1 has been created</source>
        <translation>已创建 %1</translation>
    </message>
    <message>
        <source>Put it into the variable GW_KEY and try it:</source>
        <translation>将其放入变量 GW_KEY 后试用：</translation>
    </message>
    <message>
        <source>I have saved the secret</source>
        <translation>我已保存密钥原文</translation>
    </message>
    <message>
        <source>The secret has not been copied and cannot be shown again. Press once more to close anyway.</source>
        <translation>密钥原文尚未复制，且无法再次显示。再按一次仍要关闭。</translation>
    </message>
    <message>
        <source>Signing secret: the program signs its requests with it. It is never sent.</source>
        <translation>签名密钥：程序用它为请求签名，它本身从不发送。</translation>
    </message>
</context>
<context>
    <name>ui::pages::KeysPage</name>
    <message>
        <source>%1 has been changed.</source>
        <translation>已修改 %1。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The old values of %1 could not be put back.</source>
        <translation>无法恢复 %1 的旧值。</translation>
    </message>
    <message>
        <source>%1 has its old values back.</source>
        <translation>已恢复 %1 的旧值。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what failed. why</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1 could not be frozen.</source>
        <translation>无法冻结 %1。</translation>
    </message>
    <message>
        <source>%1 could not be unfrozen.</source>
        <translation>无法解冻 %1。</translation>
    </message>
    <message>
        <source>%1 is frozen.</source>
        <translation>已冻结 %1。</translation>
    </message>
    <message>
        <source>%1 is served again.</source>
        <translation>已解冻 %1，恢复放行。</translation>
    </message>
    <message>
        <source>%1 could not be revoked.</source>
        <translation>无法吊销 %1。</translation>
    </message>
    <message>
        <source>%1 is revoked. Asking every worker…</source>
        <translation>已吊销 %1。正在询问每个 Worker…</translation>
    </message>
    <message>
        <source>%1 is revoked, but the workers could not be asked. %2</source>
        <translation>已吊销 %1，但无法询问各 Worker。%2</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再次检查</translation>
    </message>
    <message numerus="yes">
        <source>%1 is revoked: all %n worker(s) refuse it with 401.</source>
        <comment>after revoking</comment>
        <translation>
            <numerusform>已吊销 %1：全部 %n 个 Worker 均以 401 拒绝。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is revoked, but only %2 of %3 workers refuse it. Check again, or restart the gateway.</source>
        <translation>已吊销 %1，但 %3 个 Worker 中只有 %2 个拒绝它。请再次检查，或重启网关。</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>新建密钥…</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>搜索密钥</translation>
    </message>
    <message>
        <source>Search name, prefix, owner, IP or tag</source>
        <translation>搜索名称、前缀、所有者、IP 或标签</translation>
    </message>
    <message>
        <source>Show keys in this state</source>
        <translation>只显示此状态的密钥</translation>
    </message>
    <message>
        <source>All states</source>
        <comment>filter</comment>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation>冻结…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>吊销…</translation>
    </message>
    <message>
        <source>No API keys yet</source>
        <translation>还没有 API 密钥</translation>
    </message>
    <message>
        <source>A key lets a program call models through this gateway.</source>
        <translation>程序凭密钥通过此网关调用模型。</translation>
    </message>
    <message>
        <source>Create the first key…</source>
        <translation>新建第一个密钥…</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 个密钥</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n key(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>前 %n 个密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>No key matches. Clear the search or choose another state.</source>
        <translation>没有匹配的密钥。请清除搜索或选择其他状态。</translation>
    </message>
    <message>
        <source>Select a key first.</source>
        <translation>请先选择一个密钥。</translation>
    </message>
    <message>
        <source>A revoked key stays revoked.</source>
        <translation>已吊销的密钥不可恢复。</translation>
    </message>
    <message>
        <source>Unfreeze…</source>
        <translation>解冻…</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制此行</translation>
    </message>
    <message>
        <source>Create key</source>
        <comment>task</comment>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Change key</source>
        <comment>task</comment>
        <translation>修改密钥</translation>
    </message>
    <message>
        <source>Undo the change of a key</source>
        <comment>task</comment>
        <translation>撤销对密钥的修改</translation>
    </message>
    <message>
        <source>Freeze key</source>
        <comment>task</comment>
        <translation>冻结密钥</translation>
    </message>
    <message>
        <source>Unfreeze key</source>
        <comment>task</comment>
        <translation>解冻密钥</translation>
    </message>
    <message>
        <source>Revoke key</source>
        <comment>task</comment>
        <translation>吊销密钥</translation>
    </message>
    <message>
        <source>%1 has been created</source>
        <translation>已创建 %1</translation>
    </message>
    <message>
        <source>%1 signs its requests</source>
        <translation>%1 的请求需要签名</translation>
    </message>
    <message>
        <source>Export the keys shown</source>
        <translation>导出所列密钥</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>无法写入文件 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>已将 %n 个密钥写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Freeze shown…</source>
        <translation>冻结所列…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>轮换…</translation>
    </message>
    <message>
        <source>End old secret…</source>
        <translation>停用旧原文…</translation>
    </message>
    <message>
        <source>The list shows no key.</source>
        <translation>列表中没有密钥。</translation>
    </message>
    <message>
        <source>Search or choose a state first: this freezes what the list shows.</source>
        <translation>请先搜索或选择状态：此操作会冻结列表中显示的密钥。</translation>
    </message>
    <message>
        <source>The list shows no key that is served.</source>
        <translation>列表中没有可用的密钥。</translation>
    </message>
    <message>
        <source>Rotate key</source>
        <comment>task</comment>
        <translation>轮换密钥</translation>
    </message>
    <message>
        <source>%1 has a fresh secret</source>
        <translation>%1 有了新的密钥原文</translation>
    </message>
    <message>
        <source>%1 could not be rotated.</source>
        <translation>无法轮换 %1。</translation>
    </message>
    <message>
        <source>Ask for the secret again</source>
        <translation>再次获取密钥原文</translation>
    </message>
    <message>
        <source>End the old secret of a key</source>
        <comment>task</comment>
        <translation>停用旧密钥原文</translation>
    </message>
    <message>
        <source>The old secret of %1 could not be ended.</source>
        <translation>无法停用 %1 的旧密钥原文。</translation>
    </message>
    <message>
        <source>The old secret of %1 is refused.</source>
        <translation>%1 的旧密钥原文已被拒绝。</translation>
    </message>
    <message numerus="yes">
        <source>Freeze %n key(s)?</source>
        <comment>bulk</comment>
        <translation>
            <numerusform>冻结 %n 个密钥？</numerusform>
        </translation>
    </message>
    <message>
        <source>All keys that the list shows now and that are served are refused with 403 from their next request on.</source>
        <translation>列表当前显示且可用的所有密钥，从各自的下一个请求起以 403 拒绝。</translation>
    </message>
    <message numerus="yes">
        <source>Freeze %n key(s)</source>
        <comment>bulk button</comment>
        <translation>
            <numerusform>冻结 %n 个密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>Reason, for the audit trail</source>
        <translation>原因，写入审计记录</translation>
    </message>
    <message>
        <source>Unfreeze each key at any time to undo this.</source>
        <translation>随时逐个解冻密钥即可撤销。</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are frozen.</source>
        <comment>bulk</comment>
        <translation>
            <numerusform>已冻结 %n 个密钥。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 keys are frozen; %3 could not be: %4</source>
        <translation>已冻结 %2 个密钥中的 %1 个；%3 无法冻结：%4</translation>
    </message>
</context>
<context>
    <name>ui::pages::NewUserDialog</name>
    <message>
        <source>New user</source>
        <translation>新建用户</translation>
    </message>
    <message>
        <source>The user gets a random password. It is shown one time, right after creation: hand it over safely.</source>
        <translation>系统会为用户生成随机密码，创建后只显示一次：请安全地转交。</translation>
    </message>
    <message>
        <source>Create user</source>
        <translation>创建用户</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Enter an e-mail address.</source>
        <translation>请输入电子邮箱。</translation>
    </message>
    <message>
        <source>A user with this e-mail address exists already.</source>
        <translation>使用该电子邮箱的用户已存在。</translation>
    </message>
</context>
<context>
    <name>ui::pages::OverviewCharts</name>
    <message>
        <source>Throughput</source>
        <translation>吞吐</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>请求/秒</translation>
    </message>
    <message>
        <source>All</source>
        <comment>chart line</comment>
        <translation>总</translation>
    </message>
    <message>
        <source>Success</source>
        <comment>chart line</comment>
        <translation>成功</translation>
    </message>
    <message>
        <source>Errors by class</source>
        <translation>错误（按类别）</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>P95 threshold %1</source>
        <translation>P95 阈值 %1</translation>
    </message>
    <message>
        <source>No errors in this range</source>
        <translation>所选时段没有错误</translation>
    </message>
    <message>
        <source>No traffic yet</source>
        <translation>尚无流量</translation>
    </message>
</context>
<context>
    <name>ui::pages::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>No traffic yet — send the first request</source>
        <translation>尚无流量 — 发送第一条请求</translation>
    </message>
    <message>
        <source>Create an API key, put it in GW_KEY and run this command.</source>
        <translation>新建 API 密钥，放入变量 GW_KEY，然后运行此命令。</translation>
    </message>
    <message>
        <source>New API key…</source>
        <translation>新建 API 密钥…</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>依赖与上游</translation>
    </message>
    <message>
        <source>Recent changes</source>
        <translation>最近变更</translation>
    </message>
    <message>
        <source>No changes recorded yet</source>
        <translation>尚无变更记录</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>change: target</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>ui::pages::OverviewTiles</name>
    <message>
        <source>Requests/s</source>
        <translation>请求/秒</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>P95 latency</source>
        <translation>P95 延迟</translation>
    </message>
    <message>
        <source>Open circuits</source>
        <translation>上游熔断</translation>
    </message>
    <message>
        <source>Spool backlog</source>
        <translation>队列积压</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>%1 in all · average %2/s</source>
        <translation>共 %1 次 · 平均 %2/秒</translation>
    </message>
    <message>
        <source>warn %1 · critical %2</source>
        <comment>thresholds</comment>
        <translation>警告 %1 · 严重 %2</translation>
    </message>
    <message>
        <source>no upstream used yet</source>
        <translation>尚未使用上游</translation>
    </message>
    <message>
        <source>all upstreams serving</source>
        <translation>全部上游放行</translation>
    </message>
    <message numerus="yes">
        <source>%n upstream(s) stopped</source>
        <comment>open circuits</comment>
        <translation>
            <numerusform>%n 个上游已熔断</numerusform>
        </translation>
    </message>
    <message>
        <source>records to store · warn %1</source>
        <translation>待入库记录 · 阈值 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) without a price</source>
        <comment>cost tile</comment>
        <translation>
            <numerusform>%n 次请求无价格</numerusform>
        </translation>
    </message>
    <message>
        <source>tokens: %1 in, %2 out</source>
        <translation>入 %1 · 出 %2 token</translation>
    </message>
    <message>
        <source>average %1/s</source>
        <comment>requests</comment>
        <translation>平均 %1/秒</translation>
    </message>
    <message>
        <source>warn from %1</source>
        <comment>threshold</comment>
        <translation>警告 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unpriced</source>
        <comment>requests, cost tile</comment>
        <translation>
            <numerusform>%n 次无价格</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <comment>in and out, cost tile</comment>
        <translation>%1 个 token</translation>
    </message>
</context>
<context>
    <name>ui::pages::OwnPasswordDialog</name>
    <message>
        <source>Change my password</source>
        <translation>修改我的密码</translation>
    </message>
    <message>
        <source>Your other sign-ins end; this console stays signed in.</source>
        <translation>您的其他登录会终止，本控制台保持登录。</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Enter the current password.</source>
        <translation>请输入当前密码。</translation>
    </message>
    <message numerus="yes">
        <source>The new password needs at least %n character(s).</source>
        <translation>
            <numerusform>新密码至少需要 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>The new password is the current one: choose another.</source>
        <translation>新密码与当前密码相同：请换一个。</translation>
    </message>
    <message>
        <source>The new passwords differ.</source>
        <translation>两次输入的新密码不一致。</translation>
    </message>
    <message>
        <source>The current password is wrong.</source>
        <translation>当前密码不正确。</translation>
    </message>
</context>
<context>
    <name>ui::pages::Page</name>
    <message>
        <source>administrator</source>
        <comment>role</comment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>operator</source>
        <comment>role</comment>
        <translation>运维</translation>
    </message>
    <message>
        <source>viewer</source>
        <comment>role</comment>
        <translation>只读用户</translation>
    </message>
    <message>
        <source>Not connected to the gateway.</source>
        <translation>未连接网关。</translation>
    </message>
    <message>
        <source>Needs the role %1. You are signed in as %2.</source>
        <translation>需要角色“%1”。您当前的角色是“%2”。</translation>
    </message>
    <message>
        <source>last data %1 before the connection was lost</source>
        <translation>断开前最后数据 %1</translation>
    </message>
    <message>
        <source>paused, data of %1</source>
        <translation>已暂停，数据时间 %1</translation>
    </message>
    <message numerus="yes">
        <source>data is %n s old</source>
        <comment>age of the page&apos;s data</comment>
        <translation>
            <numerusform>数据已过期 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>updated %1</source>
        <translation>更新于 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>data source: what is wrong</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>ui::pages::PasswordDialog</name>
    <message>
        <source>This password of %1 is shown only here. Hand it over safely; the user can change it after signing in.</source>
        <translation>%1 的密码只在这里显示一次。请安全地转交，用户登录后可自行修改。</translation>
    </message>
    <message>
        <source>I have saved the password</source>
        <translation>我已保存密码</translation>
    </message>
    <message>
        <source>The password has not been copied and cannot be shown again. Press once more to close anyway.</source>
        <translation>密码尚未复制，且无法再次显示。再按一次仍然关闭。</translation>
    </message>
</context>
<context>
    <name>ui::pages::PresetDialogs</name>
    <message>
        <source>Requests for the model %1 are refused with 404 from the next one on.</source>
        <translation>从下一个请求起，对模型 %1 的请求将返回 404。</translation>
    </message>
    <message>
        <source>Delete preset %1?</source>
        <translation>删除预设 %1？</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>This cannot be undone. Export the preset first to be able to import it again.</source>
        <translation>不可撤销。如需再次导入，请先导出此预设。</translation>
    </message>
</context>
<context>
    <name>ui::pages::PresetDiffDialog</name>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::pages::PresetFile</name>
    <message>
        <source>Route %1 in the file is not complete or has values out of range.</source>
        <translation>文件中的第 %1 条路由不完整，或数值超出范围。</translation>
    </message>
    <message>
        <source>%1 stands twice in the file.</source>
        <translation>%1 在文件中出现两次。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is too large for a preset.</source>
        <translation>%1 太大，不像是预设。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>This file is not an exported preset.</source>
        <translation>此文件不是导出的预设。</translation>
    </message>
    <message>
        <source>This file was exported by another version of the program.</source>
        <translation>此文件由其他版本的程序导出。</translation>
    </message>
    <message>
        <source>The preset in the file has no usable name.</source>
        <translation>文件中的预设没有可用的名称。</translation>
    </message>
    <message>
        <source>The file names a strategy that is not known: %1</source>
        <translation>文件中的策略未知：%1</translation>
    </message>
    <message>
        <source>A preset has 1 to %1 routes.</source>
        <translation>一个预设有 1 到 %1 条路由。</translation>
    </message>
</context>
<context>
    <name>ui::pages::PresetForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>for example default</source>
        <translation>例如 default</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>First routes</source>
        <translation>首批路由</translation>
    </message>
    <message>
        <source>One more route</source>
        <translation>再加一条路由</translation>
    </message>
    <message>
        <source>Use 1 to 64 letters, digits, dots, - and _ for the name; begin with a letter or digit.</source>
        <translation>名称为 1 到 64 个字母、数字、点、- 或 _，以字母或数字开头。</translation>
    </message>
    <message>
        <source>%1 stands here twice.</source>
        <translation>%1 重复出现。</translation>
    </message>
    <message>
        <source>Requests are spread by weight.</source>
        <translation>请求按权重分配。</translation>
    </message>
    <message>
        <source>The lowest priority goes first, spread by weight; the others stand in when it fails.</source>
        <translation>优先级数值最小的先用，组内按权重分配；失败时由其余路由候补。</translation>
    </message>
    <message>
        <source>Requests are spread by weight, as with Weighted.</source>
        <translation>请求按权重分配，与“按权重”相同。</translation>
    </message>
</context>
<context>
    <name>ui::pages::PresetFormDialog</name>
    <message>
        <source>New preset</source>
        <translation>新建预设</translation>
    </message>
    <message>
        <source>Callers use its name as the model; the gateway chooses among its routes.</source>
        <translation>调用方把它的名称当作模型名；网关从它的路由中选择。</translation>
    </message>
    <message>
        <source>Create preset</source>
        <translation>创建预设</translation>
    </message>
    <message>
        <source>Edit preset %1</source>
        <translation>编辑预设 %1</translation>
    </message>
    <message>
        <source>Callers that use the old name get 404 after renaming.</source>
        <translation>改名后，仍使用旧名称的调用方会收到 404。</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>保存 %1</translation>
    </message>
    <message>
        <source>After saving, Undo puts the old values back.</source>
        <translation>保存后可用“撤销”恢复原值。</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>没有任何更改。</translation>
    </message>
</context>
<context>
    <name>ui::pages::ProviderDetails</name>
    <message>
        <source>default</source>
        <comment>time limit</comment>
        <translation>默认</translation>
    </message>
    <message>
        <source>%1 calls in 5 minutes, mean %2</source>
        <translation>5 分钟内 %1 次调用，平均 %2</translation>
    </message>
    <message>
        <source>The gateway asks the provider for its models…</source>
        <translation>网关正在向供应商查询模型列表…</translation>
    </message>
    <message>
        <source>The provider did not answer as it should.</source>
        <translation>供应商的应答不符合预期。</translation>
    </message>
    <message>
        <source>Address, TLS and credential are right.</source>
        <translation>地址、TLS 和凭据均正确。</translation>
    </message>
    <message>
        <source>Address, TLS and credential are right. Models: %1</source>
        <translation>地址、TLS 和凭据均正确。模型：%1</translation>
    </message>
    <message>
        <source>Choose a provider to see its facts and its last test.</source>
        <translation>选择一个供应商，查看其信息和最近一次测试。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Private addresses</source>
        <translation>私有地址</translation>
    </message>
    <message>
        <source>Recent traffic</source>
        <translation>近期流量</translation>
    </message>
    <message>
        <source>Used by presets</source>
        <translation>使用它的预设</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>时间限制</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>最近测试</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP 状态</translation>
    </message>
    <message>
        <source>Whole call</source>
        <translation>整个调用</translation>
    </message>
    <message>
        <source>kept sealed, ends with %1</source>
        <translation>加密保存，末尾为 %1</translation>
    </message>
    <message>
        <source>none</source>
        <comment>credential</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>none</source>
        <comment>presets</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>connect %1, first byte %2, silence %3, whole call %4</source>
        <translation>连接 %1，首字节 %2，静默 %3，整个调用 %4</translation>
    </message>
    <message>
        <source>not yet in this session</source>
        <translation>本次会话尚未测试</translation>
    </message>
    <message>
        <source>Test asks the provider for its models: address, TLS and credential are checked.</source>
        <translation>“测试”会向供应商查询模型列表，从而检查地址、TLS 和凭据。</translation>
    </message>
    <message>
        <source>No name was resolved: the address is a number, or its name is unknown.</source>
        <translation>没有解析域名：地址是 IP，或域名无法解析。</translation>
    </message>
    <message>
        <source>No TLS handshake took place.</source>
        <translation>没有进行 TLS 握手。</translation>
    </message>
    <message>
        <source>The test did not come this far.</source>
        <translation>测试没有进行到这一步。</translation>
    </message>
</context>
<context>
    <name>ui::pages::ProviderDialogs</name>
    <message>
        <source>Switch %1 off?</source>
        <translation>停用 %1？</translation>
    </message>
    <message>
        <source>No new request goes to %1; those under way end as usual.</source>
        <translation>新请求不再发往 %1；进行中的请求照常结束。</translation>
    </message>
    <message>
        <source>Switch %1 off</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>Switch it on at any time to undo this.</source>
        <translation>随时可以重新启用来撤销。</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>移除 %1？</translation>
    </message>
    <message>
        <source>The provider and its sealed credential are deleted. The log keeps its name.</source>
        <translation>供应商及其加密凭据将被删除；日志中保留其名称。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>This cannot be undone. Switch it off instead to keep it.</source>
        <translation>不可撤销。如需保留，请改用“停用”。</translation>
    </message>
</context>
<context>
    <name>ui::pages::ProviderDraft</name>
    <message>
        <source>%1 to %2 ms</source>
        <translation>%1 到 %2 毫秒</translation>
    </message>
    <message>
        <source>Enter an address such as https://api.example.com.</source>
        <translation>请输入地址，例如 https://api.example.com。</translation>
    </message>
    <message>
        <source>Use https://, or allow private addresses when this is a model in your own network.</source>
        <translation>请使用 https://；如果这是您自己网络中的模型，请允许私有地址。</translation>
    </message>
    <message>
        <source>Use 1 to 32 of a–z, 0–9, - and _.</source>
        <translation>使用 1 到 32 个 a–z、0–9、- 或 _。</translation>
    </message>
    <message>
        <source>A credential has at most 512 printable characters and no blanks.</source>
        <translation>凭据最多 512 个可打印字符，不含空格。</translation>
    </message>
</context>
<context>
    <name>ui::pages::ProviderForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>for example openai</source>
        <translation>例如 openai</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>default</source>
        <comment>placeholder of a time limit</comment>
        <translation>默认</translation>
    </message>
    <message>
        <source>Connect (ms)</source>
        <translation>连接（毫秒）</translation>
    </message>
    <message>
        <source>First byte (ms)</source>
        <translation>首字节（毫秒）</translation>
    </message>
    <message>
        <source>Silence (ms)</source>
        <translation>静默（毫秒）</translation>
    </message>
    <message>
        <source>Whole call (ms)</source>
        <translation>整个调用（毫秒）</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>none — or the key that this provider gave you</source>
        <translation>无——或填写供应商给您的密钥</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入内容</translation>
    </message>
    <message>
        <source>Allow addresses of this machine and of private networks</source>
        <translation>允许本机和私有网络的地址</translation>
    </message>
    <message>
        <source>Only for a model in your own network. Otherwise it stays off, so that nobody can use the gateway to reach inner services.</source>
        <translation>仅用于您自己网络中的模型。其他情况请保持关闭，以免有人借网关访问内部服务。</translation>
    </message>
    <message>
        <source>The name of a provider does not change: presets and logs refer to it.</source>
        <translation>供应商的名称不可更改：预设和日志都引用它。</translation>
    </message>
    <message>
        <source>stays as it is (%1) — or type a new one</source>
        <translation>保持不变（%1）——或输入新的凭据</translation>
    </message>
</context>
<context>
    <name>ui::pages::ProviderFormDialog</name>
    <message>
        <source>Add a provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>It gets requests once a preset has a route to it.</source>
        <translation>有预设路由到它之后，它才会收到请求。</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Only what you change is sent. It applies to the next request.</source>
        <translation>只发送您更改的内容，从下一个请求起生效。</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>保存 %1</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>没有任何更改。</translation>
    </message>
    <message>
        <source>The credential is replaced: the old one cannot be put back.</source>
        <translation>凭据将被替换，旧凭据无法恢复。</translation>
    </message>
    <message>
        <source>After saving, Undo puts the old values back.</source>
        <translation>保存后可用“撤销”恢复原值。</translation>
    </message>
</context>
<context>
    <name>ui::pages::ProviderPanel</name>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>No providers.</source>
        <translation>没有供应商。</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制此行</translation>
    </message>
</context>
<context>
    <name>ui::pages::ProvidersPage</name>
    <message>
        <source>Create preset %1 from the file?</source>
        <translation>按文件创建预设 %1？</translation>
    </message>
    <message>
        <source>Change preset %1 to what the file says?</source>
        <translation>按文件更改预设 %1？</translation>
    </message>
    <message>
        <source>There is no preset of this name yet.</source>
        <translation>尚无同名预设。</translation>
    </message>
    <message>
        <source>This is what differs. Nothing has been sent.</source>
        <translation>差异如下，尚未发送任何更改。</translation>
    </message>
    <message>
        <source>Create %1</source>
        <translation>创建 %1</translation>
    </message>
    <message>
        <source>Apply to %1</source>
        <translation>应用到 %1</translation>
    </message>
    <message>
        <source>Preset %1 has been created.</source>
        <translation>预设 %1 已创建。</translation>
    </message>
    <message>
        <source>Create preset</source>
        <comment>task</comment>
        <translation>创建预设</translation>
    </message>
    <message>
        <source>Preset %1 has been changed.</source>
        <translation>预设 %1 已更改。</translation>
    </message>
    <message>
        <source>Preset %1 could not be deleted. %2</source>
        <translation>无法删除预设 %1。%2</translation>
    </message>
    <message>
        <source>Preset %1 has been deleted.</source>
        <translation>预设 %1 已删除。</translation>
    </message>
    <message>
        <source>Delete preset</source>
        <comment>task</comment>
        <translation>删除预设</translation>
    </message>
    <message>
        <source>%1 has one more route.</source>
        <translation>%1 增加了一条路由。</translation>
    </message>
    <message>
        <source>Remove the route %1?</source>
        <translation>移除路由 %1？</translation>
    </message>
    <message>
        <source>Requests for %1 are no longer tried there.</source>
        <translation>%1 的请求不再尝试这条路由。</translation>
    </message>
    <message>
        <source>Remove route</source>
        <translation>移除路由</translation>
    </message>
    <message>
        <source>Undo puts it back.</source>
        <translation>可用“撤销”恢复。</translation>
    </message>
    <message>
        <source>%1 has one route less.</source>
        <translation>%1 减少了一条路由。</translation>
    </message>
    <message>
        <source>Import a preset</source>
        <translation>导入预设</translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation>预设 (*.json)</translation>
    </message>
    <message>
        <source>The file uses providers that are not here: %1. Add them first.</source>
        <translation>文件用到此处没有的供应商：%1。请先添加它们。</translation>
    </message>
    <message>
        <source>Preset %1 is as the file says.</source>
        <translation>预设 %1 已与文件一致。</translation>
    </message>
    <message>
        <source>Export preset %1</source>
        <translation>导出预设 %1</translation>
    </message>
    <message>
        <source>Preset %1 is in %2, readable by you only.</source>
        <translation>预设 %1 已写入 %2，仅您可读。</translation>
    </message>
    <message>
        <source>Add a provider first.</source>
        <translation>请先添加供应商。</translation>
    </message>
    <message>
        <source>Select a provider first.</source>
        <translation>请先选择供应商。</translation>
    </message>
    <message>
        <source>A test is under way.</source>
        <translation>测试正在进行。</translation>
    </message>
    <message>
        <source>Switch on</source>
        <comment>provider</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <comment>provider</comment>
        <translation>停用…</translation>
    </message>
    <message>
        <source>In use by these presets: %1. Take its routes out there first.</source>
        <translation>正被这些预设使用：%1。请先在那里移除它的路由。</translation>
    </message>
    <message>
        <source>%1 has been added. Test it, then give a preset a route to it.</source>
        <translation>%1 已添加。请先测试，再为预设添加到它的路由。</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>测试 %1</translation>
    </message>
    <message>
        <source>Add provider</source>
        <comment>task</comment>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>%1 has been changed.</source>
        <translation>%1 已更改。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Change provider</source>
        <comment>task</comment>
        <translation>更改供应商</translation>
    </message>
    <message>
        <source>The old values of %1 could not be put back. %2</source>
        <translation>无法恢复 %1 的原值。%2</translation>
    </message>
    <message>
        <source>%1 has its old values back.</source>
        <translation>%1 已恢复原值。</translation>
    </message>
    <message>
        <source>Undo the change of a provider</source>
        <comment>task</comment>
        <translation>撤销对供应商的更改</translation>
    </message>
    <message>
        <source>%1 could not be switched on. %2</source>
        <translation>无法启用 %1。%2</translation>
    </message>
    <message>
        <source>%1 could not be switched off. %2</source>
        <translation>无法停用 %1。%2</translation>
    </message>
    <message>
        <source>%1 gets requests again.</source>
        <translation>%1 重新接收请求。</translation>
    </message>
    <message>
        <source>%1 is switched off.</source>
        <translation>%1 已停用。</translation>
    </message>
    <message>
        <source>Switch provider on</source>
        <comment>task</comment>
        <translation>启用供应商</translation>
    </message>
    <message>
        <source>Switch provider off</source>
        <comment>task</comment>
        <translation>停用供应商</translation>
    </message>
    <message>
        <source>%1 could not be removed. %2</source>
        <translation>无法移除 %1。%2</translation>
    </message>
    <message>
        <source>%1 has been removed.</source>
        <translation>%1 已移除。</translation>
    </message>
    <message>
        <source>Remove provider</source>
        <comment>task</comment>
        <translation>移除供应商</translation>
    </message>
    <message>
        <source>The test of %1 passed.</source>
        <translation>%1 的测试通过。</translation>
    </message>
    <message>
        <source>The test of %1 failed.</source>
        <translation>%1 的测试失败。</translation>
    </message>
    <message>
        <source>Test provider</source>
        <comment>task</comment>
        <translation>测试供应商</translation>
    </message>
    <message>
        <source>Providers &amp; routing</source>
        <translation>供应商与路由</translation>
    </message>
    <message>
        <source>Add provider…</source>
        <translation>添加供应商…</translation>
    </message>
    <message>
        <source>Routing and providers</source>
        <translation>路由与供应商</translation>
    </message>
    <message>
        <source>Routing</source>
        <comment>tab</comment>
        <translation>路由</translation>
    </message>
    <message>
        <source>Providers</source>
        <comment>tab</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>No providers yet</source>
        <translation>还没有供应商</translation>
    </message>
    <message>
        <source>A provider is an upstream API that answers requests: OpenAI, Anthropic, Gemini, Azure, or a model in your own network.</source>
        <translation>供应商是应答请求的上游 API：OpenAI、Anthropic、Gemini、Azure，或您自己网络中的模型。</translation>
    </message>
    <message>
        <source>Add a provider…</source>
        <translation>添加供应商…</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>No presets yet.</source>
        <translation>还没有预设。</translation>
    </message>
    <message>
        <source>New preset…</source>
        <translation>新建预设…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Recent health</source>
        <translation>近期健康</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of yours to %1 fell away: the route is gone.</source>
        <comment>draft</comment>
        <translation>
            <numerusform>您对 %1 的 %n 项更改已失效：路由已不存在。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>providers, presets</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n provider(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 个供应商</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 个预设</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>route share</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Select a preset first.</source>
        <translation>请先选择预设。</translation>
    </message>
    <message>
        <source>A preset keeps at least one route. Switch it off, or delete the preset.</source>
        <translation>预设至少保留一条路由。可以停用该路由，或删除预设。</translation>
    </message>
    <message>
        <source>Select a route first.</source>
        <translation>请先选择路由。</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>没有任何更改。</translation>
    </message>
    <message>
        <source>The changes are on their way.</source>
        <translation>更改正在提交。</translation>
    </message>
    <message>
        <source>Only an administrator changes routes.</source>
        <translation>只有管理员可以更改路由。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) discarded.</source>
        <comment>draft</comment>
        <translation>
            <numerusform>已丢弃 %n 项更改。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to %1</source>
        <comment>draft</comment>
        <translation>
            <numerusform>对 %1 的 %n 项更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Applies to the next request. Requests under way end where they are.</source>
        <translation>从下一个请求起生效；进行中的请求在原路由结束。</translation>
    </message>
    <message>
        <source>Somebody else has changed the same values meanwhile. Below is what the gateway has now, and your draft, which would take its place.</source>
        <translation>其他人已更改了相同的值。下面是网关当前的值，以及将取代它们的您的草稿。</translation>
    </message>
    <message>
        <source>After applying, Undo puts the old values back.</source>
        <translation>应用后可用“撤销”恢复原值。</translation>
    </message>
    <message>
        <source>The changes to %1 are applied.</source>
        <translation>对 %1 的更改已应用。</translation>
    </message>
    <message>
        <source>%1 Your draft is kept.</source>
        <translation>%1 您的草稿已保留。</translation>
    </message>
    <message>
        <source>%1 has been changed meanwhile, so nothing was sent. Look at the differences again.</source>
        <translation>%1 已被他人更改，因此没有发送任何内容。请重新查看差异。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Change preset</source>
        <comment>task</comment>
        <translation>更改预设</translation>
    </message>
    <message>
        <source>%1 It could not be read back: %2</source>
        <translation>%1 但无法回读：%2</translation>
    </message>
    <message>
        <source>%1 Read back from the gateway: %2.</source>
        <translation>%1 从网关回读：%2。</translation>
    </message>
    <message>
        <source>The gateway has other values than were sent: %1.</source>
        <translation>网关的值与发送的不一致：%1。</translation>
    </message>
    <message>
        <source>%1 has been changed meanwhile, so the old values were not put back.</source>
        <translation>%1 已被他人更改，因此没有恢复原值。</translation>
    </message>
    <message>
        <source>Undo the change of a preset</source>
        <comment>task</comment>
        <translation>撤销对预设的更改</translation>
    </message>
</context>
<context>
    <name>ui::pages::RoleDialog</name>
    <message>
        <source>Change the role of %1</source>
        <translation>修改 %1 的角色</translation>
    </message>
    <message>
        <source>The user&apos;s sign-ins end; the next one has the new role. API keys are not touched.</source>
        <translation>该用户的登录会终止，下次登录即使用新角色。API 密钥不受影响。</translation>
    </message>
    <message>
        <source>Change role</source>
        <translation>修改角色</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>After saving, Undo gives the old role back.</source>
        <translation>保存后可用“撤销”恢复原角色。</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>没有任何修改。</translation>
    </message>
</context>
<context>
    <name>ui::pages::RotateDialog</name>
    <message>
        <source>Rotate %1?</source>
        <translation>轮换 %1？</translation>
    </message>
    <message>
        <source>The key gets a fresh secret, shown one time. The old one works on for the hours below, then it is refused with 401.</source>
        <translation>密钥会获得新的密钥原文，只显示一次。旧的在以下小时数内继续可用，之后以 401 拒绝。</translation>
    </message>
    <message>
        <source>Rotate %1</source>
        <translation>轮换 %1</translation>
    </message>
    <message>
        <source> h</source>
        <comment>hours</comment>
        <translation> 小时</translation>
    </message>
    <message>
        <source>Hours the old secret works on</source>
        <translation>旧密钥原文继续可用的小时数</translation>
    </message>
    <message>
        <source>Old secret works on for</source>
        <translation>旧密钥原文继续可用</translation>
    </message>
    <message>
        <source>This cannot be undone, and the secret before (%1…) ends at once.</source>
        <translation>此操作不可撤销，并且更早的密钥原文（%1…）立即停用。</translation>
    </message>
    <message>
        <source>This cannot be undone. The old secret can be ended earlier at any time.</source>
        <translation>此操作不可撤销。旧密钥原文可随时提前停用。</translation>
    </message>
    <message>
        <source>The old secret is refused from the next request on, and its open streams end.</source>
        <translation>旧密钥原文从下一个请求起被拒绝，其未结束的流会终止。</translation>
    </message>
    <message>
        <source>The old secret works until %1.</source>
        <translation>旧密钥原文可用至 %1。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ui::pages::RouteDialog</name>
    <message>
        <source>Add a route to %1</source>
        <translation>为 %1 添加路由</translation>
    </message>
    <message>
        <source>It gets its share of the requests from the next one on.</source>
        <translation>从下一个请求起，它将获得相应份额。</translation>
    </message>
    <message>
        <source>Add route</source>
        <translation>添加路由</translation>
    </message>
    <message>
        <source>Undo takes it out again.</source>
        <translation>可用“撤销”将其移除。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
</context>
<context>
    <name>ui::pages::RouteFields</name>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Model, as the provider calls it</source>
        <translation>模型（供应商所用的名称）</translation>
    </message>
    <message>
        <source>name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>priority </source>
        <comment>in front of a number</comment>
        <translation>优先级 </translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>weight </source>
        <comment>in front of a number</comment>
        <translation>权重 </translation>
    </message>
    <message>
        <source>Take this route out</source>
        <translation>去掉这条路由</translation>
    </message>
    <message>
        <source>Add a provider first.</source>
        <translation>请先添加供应商。</translation>
    </message>
    <message>
        <source>Name the model of each route.</source>
        <translation>请填写每条路由的模型。</translation>
    </message>
    <message>
        <source>A model&apos;s name has no blanks and at most 128 characters.</source>
        <translation>模型名称不含空格，最多 128 个字符。</translation>
    </message>
</context>
<context>
    <name>ui::pages::RoutingPanel</name>
    <message>
        <source>No presets yet</source>
        <translation>还没有预设</translation>
    </message>
    <message>
        <source>A preset is the model name that callers use. Its routes say who answers.</source>
        <translation>预设是调用方使用的模型名；它的路由决定由谁应答。</translation>
    </message>
    <message>
        <source>Create the first preset…</source>
        <translation>创建第一个预设…</translation>
    </message>
    <message>
        <source>Add route…</source>
        <translation>添加路由…</translation>
    </message>
    <message>
        <source>Remove route…</source>
        <translation>移除路由…</translation>
    </message>
    <message>
        <source>Edit preset…</source>
        <translation>编辑预设…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <comment>preset</comment>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete the preset</source>
        <translation>删除预设</translation>
    </message>
    <message>
        <source>Export the preset</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>Show differences</source>
        <translation>查看差异</translation>
    </message>
    <message>
        <source>Discard</source>
        <comment>draft</comment>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>应用…</translation>
    </message>
    <message>
        <source>Routes of the preset</source>
        <translation>预设的路由</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>This preset has no routes.</source>
        <translation>此预设没有路由。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>preset · strategy</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No changes to apply</source>
        <translation>没有待应用的更改</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <comment>draft</comment>
        <translation>
            <numerusform>%n 项未应用</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed meanwhile by somebody else: %1</source>
        <translation>已被他人更改：%1</translation>
    </message>
    <message>
        <source>Double-click or F2 changes a number, Space turns a route on or off. Nothing is sent before you apply.</source>
        <translation>双击或按 F2 修改数值，按空格启用或停用路由。应用之前不会发送任何内容。</translation>
    </message>
</context>
<context>
    <name>ui::pages::SavedFilters</name>
    <message>
        <source>Saved filters</source>
        <translation>已保存的筛选</translation>
    </message>
    <message>
        <source>Filters that you keep under a name</source>
        <translation>以名称保存的筛选条件</translation>
    </message>
    <message>
        <source>No filter is saved yet.</source>
        <translation>还没有保存的筛选。</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>保存此筛选…</translation>
    </message>
    <message>
        <source>Rename or delete…</source>
        <translation>重命名或删除…</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>保存此筛选</translation>
    </message>
    <message>
        <source>The expression, the status and the other chips are kept for you on this computer.</source>
        <translation>表达式、状态及其他筛选按钮将保存在本机。</translation>
    </message>
    <message>
        <source>Save the filter</source>
        <translation>保存筛选</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>筛选名称</translation>
    </message>
    <message>
        <source>At most %1 filters are kept: delete one first.</source>
        <translation>最多保存 %1 个筛选：请先删除一个。</translation>
    </message>
    <message>
        <source>This replaces the filter “%1”.</source>
        <translation>这将替换筛选“%1”。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Another filter has this name.</source>
        <translation>已有同名的筛选。</translation>
    </message>
</context>
<context>
    <name>ui::pages::SecurityPage</name>
    <message>
        <source>%1 %2</source>
        <comment>what failed. why</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Only an administrator switches users off.</source>
        <translation>只有管理员才能停用用户。</translation>
    </message>
    <message>
        <source>%1 is blocked already: this gives the block another time and reason.</source>
        <translation>%1 已被封禁：这会更改封禁的时长和原因。</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) of this address stand in the list of events.</source>
        <comment>before blocking</comment>
        <translation>
            <numerusform>事件列表中有该地址的 %n 个事件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of this address stands in the list of events.</source>
        <translation>事件列表中没有该地址的记录。</translation>
    </message>
    <message>
        <source>Block</source>
        <comment>task</comment>
        <translation>封禁</translation>
    </message>
    <message>
        <source>%1 could not be blocked.</source>
        <translation>无法封禁 %1。</translation>
    </message>
    <message>
        <source>Change and try again…</source>
        <translation>修改后重试…</translation>
    </message>
    <message>
        <source>%1 is frozen: its requests are refused with 403.</source>
        <translation>%1 已冻结：其请求将以 403 拒绝。</translation>
    </message>
    <message>
        <source>%1 is switched off, with all keys and sessions.</source>
        <translation>%1 已停用，包括其所有密钥和会话。</translation>
    </message>
    <message>
        <source>%1 is blocked. Asking every worker…</source>
        <translation>%1 已封禁。正在询问所有 Worker…</translation>
    </message>
    <message>
        <source>%1 is blocked.</source>
        <translation>%1 已封禁。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The workers could not be asked about %1. %2</source>
        <translation>无法就 %1 询问 Worker。%2</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再次检查</translation>
    </message>
    <message numerus="yes">
        <source>%1 is blocked: all %n worker(s) refuse it with 403.</source>
        <comment>after blocking</comment>
        <translation>
            <numerusform>%1 已封禁：全部 %n 个 Worker 均以 403 拒绝。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is served again by all %n worker(s).</source>
        <comment>after unblocking</comment>
        <translation>
            <numerusform>全部 %n 个 Worker 已重新为 %1 提供服务。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is blocked, but only %2 of %3 workers refuse it. Check again, or restart the gateway.</source>
        <translation>%1 已封禁，但 %3 个 Worker 中只有 %2 个拒绝它。请再次检查，或重启网关。</translation>
    </message>
    <message>
        <source>%1 is taken off the list, but only %2 of %3 workers serve it: another block may hold it.</source>
        <translation>%1 已从列表移除，但 %3 个 Worker 中只有 %2 个为它提供服务：可能仍被另一条封禁覆盖。</translation>
    </message>
    <message>
        <source>Unblock</source>
        <comment>task</comment>
        <translation>解封</translation>
    </message>
    <message>
        <source>%1 could not be unblocked.</source>
        <translation>无法解封 %1。</translation>
    </message>
    <message>
        <source>%1 is no more blocked.</source>
        <translation>%1 已解封。</translation>
    </message>
    <message>
        <source>Block again</source>
        <comment>task</comment>
        <translation>重新封禁</translation>
    </message>
    <message>
        <source>%1 could not be blocked again.</source>
        <translation>无法重新封禁 %1。</translation>
    </message>
    <message>
        <source>15 min from now</source>
        <translation>从现在起 15 分钟</translation>
    </message>
    <message>
        <source>1 h from now</source>
        <translation>从现在起 1 小时</translation>
    </message>
    <message>
        <source>24 h from now</source>
        <translation>从现在起 24 小时</translation>
    </message>
    <message>
        <source>7 days from now</source>
        <translation>从现在起 7 天</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Change how long it is blocked</source>
        <comment>task</comment>
        <translation>修改封禁时长</translation>
    </message>
    <message>
        <source>The time of %1 could not be changed.</source>
        <translation>无法修改 %1 的封禁时长。</translation>
    </message>
    <message>
        <source>%1 is blocked: %2.</source>
        <comment>address; how long</comment>
        <translation>%1 的封禁时长：%2。</translation>
    </message>
    <message>
        <source>Freeze %1…?</source>
        <translation>冻结 %1…？</translation>
    </message>
    <message>
        <source>Requests with this key are refused with 403 from the next one on.</source>
        <translation>从下一个请求起，使用此密钥的请求将以 403 拒绝。</translation>
    </message>
    <message>
        <source>Freeze %1…</source>
        <translation>冻结 %1…</translation>
    </message>
    <message>
        <source>Unfreeze it on the page API keys at any time.</source>
        <translation>可随时在“API 密钥”页面解冻。</translation>
    </message>
    <message>
        <source>Freeze key</source>
        <comment>task</comment>
        <translation>冻结密钥</translation>
    </message>
    <message>
        <source>%1… could not be frozen.</source>
        <translation>无法冻结 %1…。</translation>
    </message>
    <message>
        <source>%1… is frozen.</source>
        <translation>%1… 已冻结。</translation>
    </message>
    <message>
        <source>Export this list</source>
        <translation>导出此列表</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to %1.</source>
        <comment>export</comment>
        <translation>
            <numerusform>已将 %n 行写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Rotate the signing key</source>
        <translation>轮换签名密钥</translation>
    </message>
    <message>
        <source>A new pair signs from this moment on, without a restart. Tokens of the old key stay valid until they expire.</source>
        <translation>从现在起由新密钥对签名，无需重启。旧密钥的令牌在过期前仍然有效。</translation>
    </message>
    <message>
        <source>The old key has leaked: its tokens end at once, everybody signs in again</source>
        <translation>旧密钥已泄露：其令牌立即失效，所有人需重新登录</translation>
    </message>
    <message>
        <source>This cannot be undone. Rotate again for another key.</source>
        <translation>此操作不可撤销。如需另一个密钥，请再次轮换。</translation>
    </message>
    <message>
        <source>Rotate the signing key</source>
        <comment>task</comment>
        <translation>轮换签名密钥</translation>
    </message>
    <message>
        <source>Retire the old key</source>
        <translation>停用旧密钥</translation>
    </message>
    <message>
        <source>The files of key %1 are deleted. No token of it is valid any more.</source>
        <translation>将删除密钥 %1 的文件。它的令牌均已失效。</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>此操作不可撤销。</translation>
    </message>
    <message>
        <source>Retire the old signing key</source>
        <comment>task</comment>
        <translation>停用旧签名密钥</translation>
    </message>
    <message>
        <source>%1: failed.</source>
        <translation>%1：失败。</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：完成。</translation>
    </message>
    <message>
        <source>Security &amp; blocklist</source>
        <translation>安全与封禁</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>封禁…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Parts of security</source>
        <translation>安全页的各部分</translation>
    </message>
    <message>
        <source>Blocked</source>
        <comment>tab</comment>
        <translation>封禁列表</translation>
    </message>
    <message>
        <source>Events</source>
        <comment>tab</comment>
        <translation>事件</translation>
    </message>
    <message>
        <source>Signing keys (JWT)</source>
        <comment>tab</comment>
        <translation>签名密钥（JWT）</translation>
    </message>
    <message>
        <source>Search address, reason or operator</source>
        <translation>搜索地址、原因或操作者</translation>
    </message>
    <message>
        <source>Change the time…</source>
        <translation>修改时长…</translation>
    </message>
    <message>
        <source>Ask every worker</source>
        <translation>询问所有 Worker</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>解封</translation>
    </message>
    <message>
        <source>Blocked addresses</source>
        <translation>被封禁的地址</translation>
    </message>
    <message>
        <source>Nothing is blocked</source>
        <translation>没有封禁</translation>
    </message>
    <message>
        <source>Requests from every address are looked at.</source>
        <translation>来自任何地址的请求都会被处理。</translation>
    </message>
    <message>
        <source>Block an address…</source>
        <translation>封禁一个地址…</translation>
    </message>
    <message>
        <source>Search address, key, user or trace id</source>
        <translation>搜索地址、密钥、用户或 trace_id</translation>
    </message>
    <message>
        <source>Show events of this kind</source>
        <translation>显示此类事件</translation>
    </message>
    <message>
        <source>All events</source>
        <comment>filter</comment>
        <translation>全部事件</translation>
    </message>
    <message>
        <source>What people changed</source>
        <comment>filter</comment>
        <translation>人为变更</translation>
    </message>
    <message>
        <source>Show the request</source>
        <translation>查看请求</translation>
    </message>
    <message>
        <source>Freeze the key…</source>
        <translation>冻结密钥…</translation>
    </message>
    <message>
        <source>Block this address…</source>
        <translation>封禁此地址…</translation>
    </message>
    <message>
        <source>Security events</source>
        <translation>安全事件</translation>
    </message>
    <message>
        <source>Nothing suspicious</source>
        <translation>没有可疑事件</translation>
    </message>
    <message>
        <source>Failed sign-ins and signatures, refused addresses and bursts of unknown keys stand here.</source>
        <translation>登录失败、签名失败、被拒绝的地址和大量未知密钥会显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) or range(s) blocked</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>已封禁 %n 个地址或地址段</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, the newest %2 shown</source>
        <comment>page subtitle</comment>
        <translation>%1，显示最新的 %2 条</translation>
    </message>
    <message>
        <source>Signing keys</source>
        <translation>签名密钥</translation>
    </message>
    <message>
        <source>No block matches. Clear the search.</source>
        <translation>没有匹配的封禁。请清除搜索。</translation>
    </message>
    <message>
        <source>No event matches. Clear the search or choose another kind.</source>
        <translation>没有匹配的事件。请清除搜索或选择其他类型。</translation>
    </message>
    <message>
        <source>Select a block first.</source>
        <translation>请先选择一条封禁。</translation>
    </message>
    <message>
        <source>Select an event first.</source>
        <translation>请先选择一个事件。</translation>
    </message>
    <message>
        <source>This event names no single address.</source>
        <translation>该事件没有单一的地址。</translation>
    </message>
    <message>
        <source>This address is blocked already.</source>
        <translation>该地址已被封禁。</translation>
    </message>
    <message>
        <source>This event names no key.</source>
        <translation>该事件没有密钥。</translation>
    </message>
    <message>
        <source>This event names no request.</source>
        <translation>该事件没有请求。</translation>
    </message>
    <message>
        <source>There is no list on this tab.</source>
        <translation>此标签页没有列表。</translation>
    </message>
    <message>
        <source>There are no rows.</source>
        <translation>没有任何行。</translation>
    </message>
    <message>
        <source>This engine does not offer it.</source>
        <translation>此引擎不提供该功能。</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制此行</translation>
    </message>
</context>
<context>
    <name>ui::pages::SettingsPage</name>
    <message>
        <source>production</source>
        <comment>class of an environment</comment>
        <translation>生产</translation>
    </message>
    <message>
        <source>staging</source>
        <comment>class of an environment</comment>
        <translation>预发</translation>
    </message>
    <message>
        <source>development</source>
        <comment>class of an environment</comment>
        <translation>开发</translation>
    </message>
    <message>
        <source>administrator</source>
        <comment>role</comment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>operator</source>
        <comment>role</comment>
        <translation>运维</translation>
    </message>
    <message>
        <source>viewer</source>
        <comment>role</comment>
        <translation>只读用户</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Applied at once; kept on this computer</source>
        <translation>立即生效；保存在本机</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <comment>theme</comment>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>theme</comment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>theme</comment>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Press twice instead of holding a button</source>
        <translation>用两次点击代替长按</translation>
    </message>
    <message>
        <source>For actions such as revoking a key: two presses, at least a second apart.</source>
        <translation>用于吊销密钥等操作：点击两次，间隔至少一秒。</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>登录身份</translation>
    </message>
    <message>
        <source>Take the first steps again…</source>
        <translation>重新运行首次设置…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Pages read the gateway</source>
        <translation>页面读取网关的频率</translation>
    </message>
    <message>
        <source>At their own pace</source>
        <comment>how often pages are read</comment>
        <translation>正常频率</translation>
    </message>
    <message>
        <source>Half as often</source>
        <comment>how often pages are read</comment>
        <translation>降为一半</translation>
    </message>
    <message>
        <source>A fifth as often</source>
        <comment>how often pages are read</comment>
        <translation>降为五分之一</translation>
    </message>
    <message>
        <source>For slow lines. Live events keep their speed; Space pauses everything.</source>
        <translation>适用于慢速线路。实时事件不受影响；空格键可暂停全部更新。</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>keyboard shortcuts</comment>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data of the gateway</source>
        <translation>网关数据</translation>
    </message>
    <message>
        <source>Settings of the console</source>
        <translation>控制台设置</translation>
    </message>
    <message>
        <source>Put this page back to its defaults</source>
        <translation>恢复本页默认设置</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Gatehouse %1</source>
        <translation>Gatehouse %1</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>GPL-3.0-or-later: free software, without any warranty.</source>
        <translation>GPL-3.0-or-later：自由软件，不提供任何担保。</translation>
    </message>
    <message>
        <source>%1 (inside this program)</source>
        <translation>%1（在本程序内运行）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>environment and its class</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>user and role</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The settings have their defaults again; the language stays.</source>
        <translation>已恢复默认设置；语言保持不变。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ui::pages::Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>加载中</translation>
    </message>
</context>
<context>
    <name>ui::pages::TraceFacts</name>
    <message>
        <source>%1: %2</source>
        <comment>error code, sentence</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>first token after %1</source>
        <translation>首字 %1</translation>
    </message>
    <message>
        <source>whole request %1</source>
        <translation>整个请求 %1</translation>
    </message>
    <message>
        <source>of it in the gateway %1</source>
        <translation>其中网关 %1</translation>
    </message>
    <message>
        <source>reported by the upstream</source>
        <comment>source of a usage</comment>
        <translation>由上游报告</translation>
    </message>
    <message>
        <source>reported as zero</source>
        <comment>source of a usage</comment>
        <translation>上游报告为零</translation>
    </message>
    <message>
        <source>estimated</source>
        <comment>source of a usage</comment>
        <translation>估算</translation>
    </message>
    <message>
        <source>not known</source>
        <comment>source of a usage</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <comment>tokens</comment>
        <translation>输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>%1 cached</source>
        <comment>tokens</comment>
        <translation>缓存 %1</translation>
    </message>
    <message>
        <source>%1 reasoning</source>
        <comment>tokens</comment>
        <translation>推理 %1</translation>
    </message>
    <message>
        <source>%1 (price list %2)</source>
        <translation>%1（价目表 %2）</translation>
    </message>
    <message>
        <source>Attempt %1: %2</source>
        <translation>第 %1 次尝试：%2</translation>
    </message>
    <message>
        <source>%1 (%2…)</source>
        <comment>key&apos;s name, its prefix</comment>
        <translation>%1（%2…）</translation>
    </message>
    <message>
        <source>stream</source>
        <comment>the answer came as an event stream</comment>
        <translation>流式</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Client IP</source>
        <translation>客户端 IP</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Client&apos;s id</source>
        <translation>客户端 ID</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
</context>
<context>
    <name>ui::pages::TraceView</name>
    <message>
        <source>Trace of the selected request</source>
        <translation>所选请求的链路</translation>
    </message>
    <message>
        <source>No request selected</source>
        <translation>未选择请求</translation>
    </message>
    <message>
        <source>Select a request to see its attempts, or enter a trace id.</source>
        <translation>选择一个请求以查看其各次尝试，或输入 Trace ID。</translation>
    </message>
    <message>
        <source>Copy trace id</source>
        <translation>复制 Trace ID</translation>
    </message>
    <message>
        <source>Copies the trace id</source>
        <translation>复制此请求的 Trace ID</translation>
    </message>
    <message>
        <source>Copy as grep</source>
        <translation>复制为 grep</translation>
    </message>
    <message>
        <source>Copies a command that finds this request in the log</source>
        <translation>复制一条在日志中查找此请求的命令</translation>
    </message>
    <message>
        <source>This request reached no upstream.</source>
        <translation>此请求没有到达任何上游。</translation>
    </message>
    <message>
        <source>Open key %1</source>
        <translation>打开密钥 %1</translation>
    </message>
</context>
<context>
    <name>ui::pages::TraceWaterfall</name>
    <message>
        <source>DNS</source>
        <comment>part of an attempt</comment>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Connect</source>
        <comment>part of an attempt</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <comment>part of an attempt</comment>
        <translation>TLS</translation>
    </message>
    <message>
        <source>First byte</source>
        <comment>part of an attempt: waiting for it</comment>
        <translation>等待首字节</translation>
    </message>
    <message>
        <source>Rest</source>
        <comment>part of an attempt: after the first byte</comment>
        <translation>其余</translation>
    </message>
    <message>
        <source>no byte for %1</source>
        <comment>part of an attempt</comment>
        <translation>%1 内没有收到数据</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>part of an attempt, its time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 · %2 %3</source>
        <comment>attempt&apos;s number, provider, model</comment>
        <translation>%1 · %2 %3</translation>
    </message>
    <message>
        <source>Attempts of this request</source>
        <translation>此请求的各次尝试</translation>
    </message>
    <message>
        <source>Attempt %1: %2, %3</source>
        <translation>尝试 %1：%2，%3</translation>
    </message>
</context>
<context>
    <name>ui::pages::TrafficFeed</name>
    <message>
        <source>Requests between %1 and %2 are not in this list</source>
        <translation>%1 至 %2 之间的请求不在此列表中</translation>
    </message>
    <message>
        <source>Disconnected %1–%2, requests may be missing</source>
        <translation>断开 %1–%2，可能缺失请求</translation>
    </message>
</context>
<context>
    <name>ui::pages::TrafficFilterBar</name>
    <message>
        <source>Clear</source>
        <comment>all filters</comment>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>清除所有筛选</translation>
    </message>
    <message>
        <source>Trace id or its beginning</source>
        <translation>Trace ID 或其开头</translation>
    </message>
    <message>
        <source>Shows the requests whose trace id begins like this. Enter opens the trace, also one that is no longer in the list. (Ctrl+G)</source>
        <translation>显示 Trace ID 以此开头的请求。按 Enter 打开链路，不在列表中的也可以。（Ctrl+G）</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>Trace ID</translation>
    </message>
    <message>
        <source>Only status %1</source>
        <translation>仅状态 %1</translation>
    </message>
    <message>
        <source>Slower than</source>
        <comment>filter: requests slower than N ms</comment>
        <translation>慢于</translation>
    </message>
    <message>
        <source>Only slow requests</source>
        <translation>仅慢请求</translation>
    </message>
    <message>
        <source>Requests that take longer than this are slow</source>
        <translation>超过此时长的请求视为慢请求</translation>
    </message>
    <message>
        <source>Filter expression</source>
        <translation>筛选表达式</translation>
    </message>
    <message>
        <source>Fields: %1
Operators: = != &gt; &gt;= &lt; &lt;= ~ (contains)
Joined by and, or, not, with brackets</source>
        <translation>字段：%1
运算符：= != &gt; &gt;= &lt; &lt;= ~（包含）
用 and、or、not 和括号组合</translation>
    </message>
</context>
<context>
    <name>ui::pages::TrafficPage</name>
    <message>
        <source>Filter by %1</source>
        <translation>按 %1 筛选</translation>
    </message>
    <message>
        <source>Exclude: %1</source>
        <translation>排除：%1</translation>
    </message>
    <message>
        <source>Copy “%1”</source>
        <translation>复制“%1”</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>复制此行</translation>
    </message>
    <message>
        <source>Loading the attempts…</source>
        <translation>正在加载各次尝试…</translation>
    </message>
    <message>
        <source>No request has the trace id %1.</source>
        <translation>没有 Trace ID 为 %1 的请求。</translation>
    </message>
    <message>
        <source>The attempts cannot be shown: %1</source>
        <translation>无法显示各次尝试：%1</translation>
    </message>
    <message>
        <source>Export requests</source>
        <translation>导出请求</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message numerus="yes">
        <source>Writing %n request(s) to %1…</source>
        <comment>export</comment>
        <translation>
            <numerusform>正在将 %n 个请求写入 %1…</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消导出</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>已将 %n 个请求写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>导出已取消，没有写入任何内容。</translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>无法写入文件 %1：%2</translation>
    </message>
    <message>
        <source>Live traffic</source>
        <translation>实时流量</translation>
    </message>
    <message>
        <source>Load older</source>
        <translation>加载更早</translation>
    </message>
    <message>
        <source>Marker</source>
        <comment>a line in the list</comment>
        <translation>标记</translation>
    </message>
    <message>
        <source>Inserts a line with the time (M)</source>
        <translation>插入一条带时间的标记线（M）</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) as CSV…</source>
        <comment>export</comment>
        <translation>
            <numerusform>将 %n 个请求导出为 CSV…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) as JSON lines…</source>
        <comment>export</comment>
        <translation>
            <numerusform>将 %n 个请求导出为 JSON 行…</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for requests…</source>
        <translation>等待请求…</translation>
    </message>
    <message>
        <source>Each request appears here as it ends. Put an API key in GW_KEY and run this command.</source>
        <translation>每个请求结束时都会出现在这里。将 API 密钥放入 GW_KEY，然后运行此命令。</translation>
    </message>
    <message>
        <source>Requests</source>
        <comment>data source</comment>
        <translation>请求</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s), at most %1 are kept</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 个请求，最多保留 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 requests shown</source>
        <comment>page subtitle</comment>
        <translation>显示 %2 个请求中的 %1 个</translation>
    </message>
    <message>
        <source>You may not see requests</source>
        <translation>您无权查看请求</translation>
    </message>
    <message>
        <source>Your role does not allow it. Ask an administrator of this gateway.</source>
        <translation>您的角色不允许此操作。请联系此网关的管理员。</translation>
    </message>
    <message>
        <source>No request passes the filter.</source>
        <translation>没有符合筛选条件的请求。</translation>
    </message>
    <message>
        <source>The list holds its most: %1 requests.</source>
        <translation>列表已达上限：%1 个请求。</translation>
    </message>
    <message>
        <source>There are no older requests.</source>
        <translation>没有更早的请求。</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>没有可导出的内容。</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>标记 %1</translation>
    </message>
    <message>
        <source>Every request in the gateway&apos;s log, also those that are no longer in the list, newest first.</source>
        <translation>网关日志中的所有请求，包括已不在列表中的请求，最新的在前。</translation>
    </message>
    <message>
        <source>Every request in the gateway&apos;s log, also those that are no longer in the list, newest first, with: %1</source>
        <translation>网关日志中符合以下条件的所有请求，包括已不在列表中的请求，最新的在前：%1</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>The gateway cannot filter by these parts. What they hide here will be in the file:
%1</source>
        <translation>网关无法按以下部分筛选。此处被它们隐藏的请求也会写入文件：
%1</translation>
    </message>
    <message>
        <source>Export the log</source>
        <comment>task</comment>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>Writing the log to %1… How far it is stands in the tasks (Ctrl+J).</source>
        <translation>正在将日志写入 %1…进度见任务抽屉（Ctrl+J）。</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s), %1</source>
        <comment>export: rows so far, size</comment>
        <translation>
            <numerusform>%n 个请求，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>The log broke off before its end. Nothing was written.</source>
        <translation>日志传输在结束前中断。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Export again</source>
        <translation>重新导出</translation>
    </message>
    <message>
        <source>The whole log as CSV…</source>
        <translation>整个日志导出为 CSV…</translation>
    </message>
    <message>
        <source>The whole log that matches as CSV…</source>
        <translation>符合条件的整个日志导出为 CSV…</translation>
    </message>
    <message>
        <source>The whole log as JSON lines…</source>
        <translation>整个日志导出为 JSON 行…</translation>
    </message>
    <message>
        <source>The whole log that matches as JSON lines…</source>
        <translation>符合条件的整个日志导出为 JSON 行…</translation>
    </message>
    <message>
        <source>Writes the requests shown, or the whole log, to a file (Ctrl+E)</source>
        <translation>将显示的请求或整个日志写入文件（Ctrl+E）</translation>
    </message>
    <message>
        <source>An export is under way.</source>
        <translation>正在导出。</translation>
    </message>
</context>
<context>
    <name>ui::pages::TrafficTable</name>
    <message>
        <source>Live traffic</source>
        <translation>实时流量</translation>
    </message>
    <message>
        <source>Paused · %1 new · Resume</source>
        <translation>已暂停 · %1 条新记录 · 继续</translation>
    </message>
    <message>
        <source>Paused · Resume</source>
        <translation>已暂停 · 继续</translation>
    </message>
    <message>
        <source>Follow the newest requests (End)</source>
        <translation>跟随最新请求（End）</translation>
    </message>
</context>
<context>
    <name>ui::pages::UserDetails</name>
    <message>
        <source>Details of the selected user</source>
        <translation>所选用户的详情</translation>
    </message>
    <message>
        <source>No user selected</source>
        <translation>未选择用户</translation>
    </message>
    <message>
        <source>Select a user to see sign-ins, keys and history.</source>
        <translation>选择一个用户，查看其登录、密钥和历史。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>最近登录</translation>
    </message>
    <message>
        <source>Failed (24 h)</source>
        <translation>登录失败（24 小时）</translation>
    </message>
    <message>
        <source>Requests today</source>
        <translation>今日请求</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>History of this user</source>
        <translation>该用户的历史</translation>
    </message>
    <message>
        <source>never</source>
        <comment>last sign-in</comment>
        <translation>从未</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>time from address</comment>
        <translation>%1，来自 %2</translation>
    </message>
    <message>
        <source>This console</source>
        <comment>a sign-in</comment>
        <translation>本控制台</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>address · last used</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Started %1
Ends %2 unless used again</source>
        <translation>开始于 %1
若不再使用，将于 %2 结束</translation>
    </message>
    <message>
        <source>End…</source>
        <comment>a sign-in</comment>
        <translation>终止…</translation>
    </message>
    <message>
        <source>End the sign-in from %1</source>
        <translation>终止来自 %1 的登录</translation>
    </message>
    <message>
        <source>This is the sign-in of this console.</source>
        <translation>这是本控制台自己的登录。</translation>
    </message>
    <message>
        <source>Nobody is signed in with this account.</source>
        <translation>该账号目前没有登录。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>sign-ins</comment>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the key %1</source>
        <translation>打开密钥 %1</translation>
    </message>
    <message>
        <source>%1… · %2: open on the page API keys</source>
        <comment>prefix · state of a key</comment>
        <translation>%1… · %2：在“API 密钥”页打开</translation>
    </message>
    <message>
        <source>The user owns no key.</source>
        <translation>该用户没有密钥。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>keys</comment>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>time · person</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>No changes recorded yet</source>
        <translation>尚无变更记录</translation>
    </message>
</context>
<context>
    <name>ui::pages::UserDialogs</name>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>keys, sign-ins that are hit</comment>
        <translation>%1、%2</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <comment>of a user</comment>
        <translation>
            <numerusform>%n 个密钥</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s)</source>
        <comment>of a user</comment>
        <translation>
            <numerusform>%n 个登录</numerusform>
        </translation>
    </message>
    <message>
        <source>Person left</source>
        <comment>reason to deactivate</comment>
        <translation>人员离职</translation>
    </message>
    <message>
        <source>Account taken over</source>
        <comment>reason to deactivate</comment>
        <translation>账号被盗</translation>
    </message>
    <message>
        <source>Abuse</source>
        <comment>reason to deactivate</comment>
        <translation>滥用</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>reason to deactivate</comment>
        <translation>其他</translation>
    </message>
    <message>
        <source>Deactivate %1</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>At once: %1. The keys are refused with 401 on every worker, the sign-ins end, and signing in again is refused.</source>
        <translation>立即影响：%1。所有 Worker 以 401 拒绝其密钥，登录终止，且不能再次登录。</translation>
    </message>
    <message>
        <source>Hold to deactivate %1</source>
        <translation>按住以停用 %1</translation>
    </message>
    <message>
        <source>Activating the user again serves the keys again; ended sign-ins stay ended.</source>
        <translation>重新启用后密钥恢复服务；已终止的登录不会恢复。</translation>
    </message>
    <message>
        <source>Activate %1?</source>
        <translation>启用 %1？</translation>
    </message>
    <message>
        <source>The user may sign in again, and these are served again: %1.</source>
        <translation>该用户可以再次登录，并恢复服务：%1。</translation>
    </message>
    <message>
        <source>Activate %1</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Deactivate the user at any time to undo this.</source>
        <translation>随时可停用该用户以撤销此操作。</translation>
    </message>
    <message>
        <source>Reset the password of %1?</source>
        <translation>重置 %1 的密码？</translation>
    </message>
    <message>
        <source>The user gets a random password, shown one time. All sign-ins of the user end; API keys are not touched.</source>
        <translation>系统会生成随机密码，只显示一次。该用户的所有登录都会终止，API 密钥不受影响。</translation>
    </message>
    <message>
        <source>Reset password</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>This cannot be undone: the old password is gone.</source>
        <translation>不可撤销：旧密码作废。</translation>
    </message>
    <message>
        <source>All your sign-ins but this console&apos;s end at once.</source>
        <translation>除本控制台外，您的所有登录立即终止。</translation>
    </message>
    <message>
        <source>All sign-ins of the user end at once; the user can sign in again with the password.</source>
        <translation>该用户的所有登录立即终止；用户可用密码再次登录。</translation>
    </message>
    <message>
        <source>%1, %2, last used %3: it ends at once.</source>
        <comment>program, address, time</comment>
        <translation>%1，%2，最近使用 %3：立即终止。</translation>
    </message>
    <message>
        <source>End this sign-in of %1?</source>
        <translation>终止 %1 的这个登录？</translation>
    </message>
    <message>
        <source>End the sign-ins of %1?</source>
        <translation>终止 %1 的登录？</translation>
    </message>
    <message>
        <source>End sign-in</source>
        <translation>终止登录</translation>
    </message>
    <message>
        <source>End sign-ins</source>
        <translation>终止登录</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>不可撤销。</translation>
    </message>
</context>
<context>
    <name>ui::pages::UsersPage</name>
    <message>
        <source>%1 %2</source>
        <comment>what failed. why</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Create user</source>
        <comment>task</comment>
        <translation>创建用户</translation>
    </message>
    <message>
        <source>%1 has been created</source>
        <translation>%1 已创建</translation>
    </message>
    <message>
        <source>Change role</source>
        <comment>task</comment>
        <translation>修改角色</translation>
    </message>
    <message>
        <source>The role of %1 could not be changed.</source>
        <translation>%1 的角色未能修改。</translation>
    </message>
    <message>
        <source>%1 is %2 now.</source>
        <comment>user, role</comment>
        <translation>%1 的角色已改为%2。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the change of a role</source>
        <comment>task</comment>
        <translation>撤销角色修改</translation>
    </message>
    <message>
        <source>%1 has the old role again.</source>
        <translation>%1 已恢复原角色。</translation>
    </message>
    <message>
        <source>Activate user</source>
        <comment>task</comment>
        <translation>启用用户</translation>
    </message>
    <message>
        <source>Deactivate user</source>
        <comment>task</comment>
        <translation>停用用户</translation>
    </message>
    <message>
        <source>%1 could not be activated.</source>
        <translation>%1 未能启用。</translation>
    </message>
    <message>
        <source>%1 could not be deactivated.</source>
        <translation>%1 未能停用。</translation>
    </message>
    <message>
        <source>%1 is deactivated, but only %2 of %3 workers have said so within a second. Look again in a moment.</source>
        <translation>%1 已停用，但一秒内只有 %2/%3 个 Worker 确认。请稍后再看。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is deactivated: sign-ins have ended, and all %n worker(s) refuse the keys.</source>
        <translation>
            <numerusform>%1 已停用：登录已终止，全部 %n 个 Worker 都拒绝其密钥。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is active.</source>
        <translation>%1 已启用。</translation>
    </message>
    <message>
        <source>%1 is deactivated.</source>
        <translation>%1 已停用。</translation>
    </message>
    <message>
        <source>Reset password</source>
        <comment>task</comment>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>The password of %1 could not be reset.</source>
        <translation>%1 的密码未能重置。</translation>
    </message>
    <message>
        <source>%1 has a fresh password</source>
        <translation>%1 有了新密码</translation>
    </message>
    <message>
        <source>End sign-ins</source>
        <comment>task</comment>
        <translation>终止登录</translation>
    </message>
    <message>
        <source>End sign-in</source>
        <comment>task</comment>
        <translation>终止登录</translation>
    </message>
    <message>
        <source>The sign-ins of %1 could not be ended.</source>
        <translation>%1 的登录未能终止。</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n sign-in(s) left.</source>
        <translation>
            <numerusform>%1 还剩 %n 个登录。</numerusform>
        </translation>
    </message>
    <message>
        <source>Change my password</source>
        <comment>task</comment>
        <translation>修改我的密码</translation>
    </message>
    <message>
        <source>Your password could not be changed.</source>
        <translation>您的密码未能修改。</translation>
    </message>
    <message>
        <source>Your password is changed; your other sign-ins have ended.</source>
        <translation>您的密码已修改，其他登录已终止。</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Change my password…</source>
        <translation>修改我的密码…</translation>
    </message>
    <message>
        <source>New user…</source>
        <translation>新建用户…</translation>
    </message>
    <message>
        <source>Search users</source>
        <translation>搜索用户</translation>
    </message>
    <message>
        <source>Search address, role or IP</source>
        <translation>搜索邮箱、角色或 IP</translation>
    </message>
    <message>
        <source>Show users with this role</source>
        <translation>只显示该角色的用户</translation>
    </message>
    <message>
        <source>All roles</source>
        <comment>filter</comment>
        <translation>全部角色</translation>
    </message>
    <message>
        <source>Show users in this state</source>
        <translation>只显示该状态的用户</translation>
    </message>
    <message>
        <source>All states</source>
        <comment>filter</comment>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>filter</comment>
        <translation>启用</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <comment>filter</comment>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Change role…</source>
        <translation>修改角色…</translation>
    </message>
    <message>
        <source>Reset password…</source>
        <translation>重置密码…</translation>
    </message>
    <message>
        <source>End sign-ins…</source>
        <translation>终止登录…</translation>
    </message>
    <message>
        <source>Deactivate…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>No users yet</source>
        <translation>尚无用户</translation>
    </message>
    <message>
        <source>A user signs in to this console or the admin API with a role of its own.</source>
        <translation>用户以各自的角色登录本控制台或管理 API。</translation>
    </message>
    <message>
        <source>Create a user…</source>
        <translation>创建用户…</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 个用户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n user(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>前 %n 个用户</numerusform>
        </translation>
    </message>
    <message>
        <source>No user matches. Clear the search or choose another role or state.</source>
        <translation>没有匹配的用户。请清空搜索，或选择其他角色或状态。</translation>
    </message>
    <message>
        <source>Select a user first.</source>
        <translation>请先选择一个用户。</translation>
    </message>
    <message>
        <source>This is the last active administrator: make another one first.</source>
        <translation>这是最后一个可用的管理员：请先设立另一个。</translation>
    </message>
    <message>
        <source>This is your own account: ask another administrator.</source>
        <translation>这是您自己的账号：请找另一位管理员。</translation>
    </message>
    <message>
        <source>Use “Change my password” for your own account.</source>
        <translation>自己的账号请用“修改我的密码”。</translation>
    </message>
    <message>
        <source>You have no other sign-in.</source>
        <translation>您没有其他登录。</translation>
    </message>
    <message>
        <source>Nobody is signed in with this account.</source>
        <translation>该账号目前没有登录。</translation>
    </message>
    <message>
        <source>Activate…</source>
        <translation>启用…</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制此行</translation>
    </message>
</context>
<context>
    <name>ui::shell::Closing</name>
    <message>
        <source>The gateway keeps running</source>
        <translation>网关继续运行</translation>
    </message>
    <message>
        <source>Closing the window leaves the gateway running. The icon in the system tray brings the window back; &quot;Quit&quot; in its menu stops the gateway. This is explained only once.</source>
        <translation>关闭窗口后网关继续运行。点击系统托盘图标可重新打开窗口；其菜单中的“退出”会停止网关。此说明只显示一次。</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>在托盘中继续运行</translation>
    </message>
    <message>
        <source>Quit Gatehouse…</source>
        <translation>退出 Gatehouse…</translation>
    </message>
    <message>
        <source>Minimise, or quit?</source>
        <translation>最小化还是退出？</translation>
    </message>
    <message>
        <source>This desktop has no system tray. Minimised, the gateway keeps running; quitting stops it.</source>
        <translation>此桌面没有系统托盘。最小化时网关继续运行；退出会停止网关。</translation>
    </message>
    <message>
        <source>Minimise the window</source>
        <translation>最小化窗口</translation>
    </message>
    <message numerus="yes">
        <source>Quit while %n request(s) are in flight?</source>
        <translation>
            <numerusform>有 %n 个请求正在进行，仍要退出？</numerusform>
        </translation>
    </message>
    <message>
        <source>They are given time to finish; new requests are refused at once.</source>
        <translation>会等待它们完成；新请求将立即被拒绝。</translation>
    </message>
    <message>
        <source>Drain and quit</source>
        <translation>排空并退出</translation>
    </message>
</context>
<context>
    <name>ui::shell::Console</name>
    <message>
        <source>The page &quot;%1&quot; is not part of this version.</source>
        <translation>此版本不包含页面“%1”。</translation>
    </message>
</context>
<context>
    <name>ui::shell::DoneStep</name>
    <message>
        <source>Ready</source>
        <translation>已就绪</translation>
    </message>
    <message>
        <source>These steps can be taken again from the settings page.</source>
        <translation>可以在设置页重新运行这些步骤。</translation>
    </message>
    <message>
        <source>Press F1 for the keys of the console.</source>
        <translation>按 F1 查看控制台的快捷键。</translation>
    </message>
    <message>
        <source>Gateway: %1</source>
        <translation>网关：%1</translation>
    </message>
    <message>
        <source>Administrator: %1</source>
        <translation>管理员：%1</translation>
    </message>
    <message>
        <source>Provider: none yet. Add one before the first request.</source>
        <translation>供应商：尚未添加。发送首个请求前请先添加。</translation>
    </message>
    <message>
        <source>Provider: %1</source>
        <translation>供应商：%1</translation>
    </message>
    <message>
        <source>Key: none yet. Each program needs one.</source>
        <translation>密钥：尚未创建。每个程序都需要一个。</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>密钥：%1</translation>
    </message>
</context>
<context>
    <name>ui::shell::EnvironmentChip</name>
    <message>
        <source>Environment: %1</source>
        <translation>环境：%1</translation>
    </message>
    <message>
        <source>Remote</source>
        <comment>environment class</comment>
        <translation>远程</translation>
    </message>
    <message>
        <source>Production</source>
        <comment>environment class</comment>
        <translation>生产</translation>
    </message>
    <message>
        <source>Staging</source>
        <comment>environment class</comment>
        <translation>预发</translation>
    </message>
    <message>
        <source>Development</source>
        <comment>environment class</comment>
        <translation>开发</translation>
    </message>
</context>
<context>
    <name>ui::shell::EnvironmentStrip</name>
    <message>
        <source>Copy the gateway&apos;s address</source>
        <translation>复制网关地址</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Time range of charts and figures</source>
        <translation>图表与指标的时间范围</translation>
    </message>
    <message numerus="yes">
        <source>Last %n minute(s)</source>
        <comment>time range</comment>
        <translation>
            <numerusform>最近 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n hour(s)</source>
        <comment>time range</comment>
        <translation>
            <numerusform>最近 %n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Theme, language and more</source>
        <translation>主题、语言等</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Quit Gatehouse…</source>
        <translation>退出 Gatehouse…</translation>
    </message>
    <message>
        <source>Gateway address: %1</source>
        <translation>网关地址：%1</translation>
    </message>
    <message>
        <source>Gateway state: %1</source>
        <translation>网关状态：%1</translation>
    </message>
    <message>
        <source>Resume</source>
        <comment>live updates</comment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>live updates</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume live updates</source>
        <translation>继续实时更新</translation>
    </message>
    <message>
        <source>Pause live updates</source>
        <translation>暂停实时更新</translation>
    </message>
    <message>
        <source>%1 (Space)</source>
        <translation>%1（空格）</translation>
    </message>
</context>
<context>
    <name>ui::shell::FirstAdminView</name>
    <message>
        <source>Create the first administrator</source>
        <translation>创建第一个管理员</translation>
    </message>
    <message>
        <source>The gateway is running and has no user yet. This account may do everything: keep its password safe. At this computer the console signs in by itself.</source>
        <translation>网关已运行，但还没有用户。此账户拥有全部权限：请妥善保管密码。在本机上控制台会自动登录。</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Password (at least %1 characters)</source>
        <translation>密码（至少 %1 个字符）</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Create administrator</source>
        <translation>创建管理员</translation>
    </message>
    <message>
        <source>There is an administrator</source>
        <translation>已有管理员</translation>
    </message>
    <message>
        <source>%1 administers this gateway. More users can be added later.</source>
        <translation>%1 是本网关的管理员。以后可以再添加用户。</translation>
    </message>
</context>
<context>
    <name>ui::shell::FirstRunView</name>
    <message>
        <source>First steps</source>
        <translation>首次设置</translation>
    </message>
    <message>
        <source>Language</source>
        <comment>first step</comment>
        <translation>语言</translation>
    </message>
    <message>
        <source>Gateway</source>
        <comment>first step</comment>
        <translation>网关</translation>
    </message>
    <message>
        <source>Administrator</source>
        <comment>first step</comment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Provider</source>
        <comment>first step</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Key</source>
        <comment>first step</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>First request</source>
        <comment>first step</comment>
        <translation>首个请求</translation>
    </message>
    <message>
        <source>Ready</source>
        <comment>first step</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Back</source>
        <comment>first steps</comment>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Leave the first steps</source>
        <translation>退出首次设置</translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation>跳过此步</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Open the console</source>
        <translation>打开控制台</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>ui::shell::GatewayStep</name>
    <message>
        <source>Which gateway?</source>
        <translation>使用哪个网关？</translation>
    </message>
    <message>
        <source>Programs send their requests to a gateway; this console steers it.</source>
        <translation>程序把请求发给网关；本控制台负责管理它。</translation>
    </message>
    <message>
        <source>The gateway of this computer (runs inside this program)</source>
        <translation>本机网关（在本程序内运行）</translation>
    </message>
    <message>
        <source>The gateway this console is attached to</source>
        <translation>本控制台当前连接的网关</translation>
    </message>
    <message>
        <source>A gateway that is running already, here or elsewhere</source>
        <translation>已在运行的网关，可在本机或别处</translation>
    </message>
    <message>
        <source>Its address</source>
        <translation>网关地址</translation>
    </message>
    <message>
        <source>Restart and attach to it</source>
        <translation>重新启动并连接</translation>
    </message>
    <message>
        <source>It listens at %1.</source>
        <translation>监听地址：%1。</translation>
    </message>
    <message>
        <source>The console starts again and asks for your account at that gateway. A gateway inside this program stops.</source>
        <translation>控制台会重新启动，并要求您用该网关的账号登录。在本程序内运行的网关会停止。</translation>
    </message>
    <message>
        <source>Enter an address such as https://gateway.example.com:8000.</source>
        <translation>请输入地址，例如 https://gateway.example.com:8000。</translation>
    </message>
</context>
<context>
    <name>ui::shell::KeyListDialog</name>
    <message>
        <source>Keys</source>
        <comment>window title: list of keyboard shortcuts</comment>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Keys of the console</source>
        <translation>控制台快捷键</translation>
    </message>
    <message>
        <source>No key changes anything at the gateway.</source>
        <translation>任何快捷键都不会更改网关。</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>list of keys</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the list of keys</source>
        <translation>关闭快捷键列表</translation>
    </message>
</context>
<context>
    <name>ui::shell::KeyStep</name>
    <message>
        <source>The first key</source>
        <translation>首个密钥</translation>
    </message>
    <message>
        <source>A program shows its key with each request. Give every program a key of its own: so each has its limits, and can be revoked alone.</source>
        <translation>程序在每个请求中出示密钥。请为每个程序单独创建密钥：这样每个程序有自己的限额，也可以单独吊销。</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>密钥名称</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Create key</source>
        <comment>task</comment>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>%1 is made. Copy its secret now: it is not shown again.</source>
        <translation>%1 已创建。请立即复制密钥原文：之后不再显示。</translation>
    </message>
    <message>
        <source>%1 is made; its secret cannot be shown again. Create another key if you have lost it.</source>
        <translation>%1 已创建；密钥原文无法再次显示。如已遗失，请另建一个密钥。</translation>
    </message>
    <message>
        <source>Create another key</source>
        <translation>再创建一个密钥</translation>
    </message>
</context>
<context>
    <name>ui::shell::LanguageStep</name>
    <message>
        <source>Welcome to Gatehouse</source>
        <translation>欢迎使用 Gatehouse</translation>
    </message>
    <message>
        <source>A few steps bring you to the first request: an administrator, a provider of models, a key. Choose how the console speaks and looks; both can be changed at any time.</source>
        <translation>只需几步即可发出首个请求：管理员、模型供应商、密钥。请选择控制台的语言和外观；两者都可随时更改。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <comment>theme</comment>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>theme</comment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>theme</comment>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>ui::shell::LoginView</name>
    <message>
        <source>E-mail address</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>at the gateway %1</source>
        <translation>网关 %1</translation>
    </message>
</context>
<context>
    <name>ui::shell::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>The connection to the gateway is lost. What you see is from before; the console keeps trying.</source>
        <translation>与网关的连接已断开。当前显示的是断开前的数据；控制台会继续尝试。</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>gateway state</comment>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>gateway state</comment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Failed to start</source>
        <comment>gateway state</comment>
        <translation>启动失败</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>gateway state</comment>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>%1 – Gatehouse</source>
        <comment>window title: page</comment>
        <translation>%1 – Gatehouse</translation>
    </message>
</context>
<context>
    <name>ui::shell::NavigationModel</name>
    <message numerus="yes">
        <source>%1, %n item(s) need attention</source>
        <comment>navigation</comment>
        <translation>
            <numerusform>%1，%n 项需要处理</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::ProviderSetup</name>
    <message>
        <source>Add provider</source>
        <comment>task</comment>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>Change provider</source>
        <comment>task</comment>
        <translation>修改供应商</translation>
    </message>
    <message>
        <source>Test provider</source>
        <comment>task</comment>
        <translation>测试供应商</translation>
    </message>
    <message>
        <source>The provider does not answer as expected.</source>
        <translation>供应商的应答不符合预期。</translation>
    </message>
</context>
<context>
    <name>ui::shell::ProviderStep</name>
    <message>
        <source>The name takes small letters, digits, _ and -, at most 32.</source>
        <translation>名称只能含小写字母、数字、_ 和 -，最多 32 个字符。</translation>
    </message>
    <message>
        <source>Enter the address of the API, such as https://api.openai.com.</source>
        <translation>请输入 API 地址，例如 https://api.openai.com。</translation>
    </message>
    <message>
        <source>The first provider</source>
        <translation>首个供应商</translation>
    </message>
    <message>
        <source>Who answers the requests. The credential is kept sealed and never shown again.</source>
        <translation>由供应商应答请求。凭据加密保存，不再显示。</translation>
    </message>
    <message>
        <source>Kind of API</source>
        <translation>API 类型</translation>
    </message>
    <message>
        <source>Name at this gateway</source>
        <translation>在本网关的名称</translation>
    </message>
    <message>
        <source>Address of the API</source>
        <translation>API 地址</translation>
    </message>
    <message>
        <source>The provider&apos;s API key</source>
        <translation>供应商的 API 密钥</translation>
    </message>
    <message>
        <source>Chosen from the provider&apos;s list after the test</source>
        <translation>测试后从供应商的列表中选取</translation>
    </message>
    <message>
        <source>Model of the first request</source>
        <translation>首个请求的模型</translation>
    </message>
    <message>
        <source>It is in my own network (private or local address)</source>
        <translation>它在我自己的网络中（私有或本机地址）</translation>
    </message>
    <message>
        <source>Try with the demo provider</source>
        <translation>用演示供应商试用</translation>
    </message>
    <message>
        <source>A small pretended provider on this computer: no account, no cost. It runs while the console runs.</source>
        <translation>本机上的小型模拟供应商：无需账号，不产生费用。控制台运行期间可用。</translation>
    </message>
    <message>
        <source>Save and test</source>
        <translation>保存并测试</translation>
    </message>
    <message>
        <source>Saving and asking the provider for its models…</source>
        <translation>正在保存并向供应商查询模型…</translation>
    </message>
    <message>
        <source>The demo provider could not be started on this computer.</source>
        <translation>无法在本机启动演示供应商。</translation>
    </message>
    <message>
        <source>Starting the demo provider…</source>
        <translation>正在启动演示供应商…</translation>
    </message>
    <message>
        <source>The provider is saved, but the test failed: %1 Correct it and test again.</source>
        <translation>供应商已保存，但测试失败：%1 请更正后再次测试。</translation>
    </message>
    <message>
        <source>Kept sealed; enter another one to replace it</source>
        <translation>已加密保存；输入新的密钥可替换</translation>
    </message>
    <message numerus="yes">
        <source>It answers in %1 ms and offers %n model(s). Continue with the key.</source>
        <translation>
            <numerusform>应答用时 %1 ms，提供 %n 个模型。请继续创建密钥。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::RequestStep</name>
    <message>
        <source>The first request</source>
        <translation>首个请求</translation>
    </message>
    <message>
        <source>The request in two languages</source>
        <translation>两种写法的请求</translation>
    </message>
    <message>
        <source>The request as a curl command</source>
        <translation>curl 命令形式的请求</translation>
    </message>
    <message>
        <source>The request as a Python program</source>
        <translation>Python 程序形式的请求</translation>
    </message>
    <message>
        <source>Send a test request</source>
        <translation>发送测试请求</translation>
    </message>
    <message>
        <source>The gateway asks the provider for its models. It costs nothing and is not counted as the first request.</source>
        <translation>网关向供应商查询模型。不产生费用，也不算作首个请求。</translation>
    </message>
    <message>
        <source>Put the key into the variable GW_KEY of your terminal: export GW_KEY=…</source>
        <translation>请把密钥放入终端的变量 GW_KEY：export GW_KEY=…</translation>
    </message>
    <message>
        <source>Put one of your keys into the variable GW_KEY of your terminal: export GW_KEY=…</source>
        <translation>请把您的一个密钥放入终端的变量 GW_KEY：export GW_KEY=…</translation>
    </message>
    <message>
        <source>Waiting for the first request…</source>
        <translation>正在等待首个请求…</translation>
    </message>
    <message>
        <source>A request arrived and was answered with %1 (%2). Waiting for one that succeeds…</source>
        <translation>收到一个请求，应答为 %1（%2）。正在等待成功的请求…</translation>
    </message>
    <message>
        <source>The first request has arrived: %1, answered in %2 ms.</source>
        <translation>首个请求已到达：%1，应答用时 %2 ms。</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>正在询问供应商…</translation>
    </message>
    <message>
        <source>The provider answers in %1 ms.</source>
        <translation>供应商应答用时 %1 ms。</translation>
    </message>
    <message>
        <source>Send it from here or from any terminal; this page sees it arrive.</source>
        <translation>可以在这里或任意终端发送；请求到达时本页会显示。</translation>
    </message>
    <message>
        <source>Sends the request above with the key and shows the reply. The provider may charge a few tokens.</source>
        <translation>用该密钥发送上面的请求并显示回复。供应商可能会计少量 token 费用。</translation>
    </message>
    <message>
        <source>The model is asked…</source>
        <translation>正在询问模型…</translation>
    </message>
    <message>
        <source>The gateway answered %1: %2</source>
        <translation>网关返回 %1：%2</translation>
    </message>
    <message>
        <source>The gateway answered in %1 ms; the reply holds no text.</source>
        <translation>网关在 %1 毫秒内作答；回复中没有文本。</translation>
    </message>
    <message>
        <source>Answered in %1 ms: “%2”</source>
        <translation>%1 毫秒内作答：“%2”</translation>
    </message>
</context>
<context>
    <name>ui::shell::StageView</name>
    <message>
        <source>Read the settings</source>
        <translation>读取配置</translation>
    </message>
    <message>
        <source>Open the database</source>
        <translation>打开数据库</translation>
    </message>
    <message>
        <source>Bring the database schema up to date</source>
        <translation>更新数据库结构</translation>
    </message>
    <message>
        <source>Unlock the secrets</source>
        <translation>解锁凭据</translation>
    </message>
    <message>
        <source>Load keys, providers and limits</source>
        <translation>加载密钥、供应商与限额</translation>
    </message>
    <message>
        <source>Start the workers and listen</source>
        <translation>启动 Worker 并监听</translation>
    </message>
    <message>
        <source>Listen on port</source>
        <translation>监听端口</translation>
    </message>
    <message>
        <source>Port to listen on</source>
        <translation>要监听的端口</translation>
    </message>
    <message>
        <source>Use this port</source>
        <translation>使用此端口</translation>
    </message>
    <message>
        <source>Any free port</source>
        <translation>任意空闲端口</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The gateway could not start</source>
        <translation>网关无法启动</translation>
    </message>
    <message>
        <source>Mend this one step; the others are kept.</source>
        <translation>修复这一步即可；其余步骤保留。</translation>
    </message>
    <message>
        <source>Starting the gateway</source>
        <translation>正在启动网关</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>请稍候。</translation>
    </message>
    <message>
        <source>The gateway does not answer</source>
        <translation>网关没有应答</translation>
    </message>
    <message>
        <source>Nothing answers at %1. The console keeps trying.</source>
        <translation>%1 没有应答。控制台会继续尝试。</translation>
    </message>
    <message>
        <source>Stopping the gateway</source>
        <translation>正在停止网关</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) are being finished; new ones are refused.</source>
        <comment>drain</comment>
        <translation>
            <numerusform>正在完成 %n 个请求；新请求被拒绝。</numerusform>
        </translation>
    </message>
    <message>
        <source>The last records are being written.</source>
        <translation>正在写入最后的记录。</translation>
    </message>
</context>
<context>
    <name>ui::shell::StatusStrip</name>
    <message>
        <source>Data is current</source>
        <translation>数据为最新</translation>
    </message>
    <message>
        <source>Data is %1 s old</source>
        <translation>数据已过期 %1 秒</translation>
    </message>
    <message>
        <source>Round trip %1 ms</source>
        <translation>往返 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>user and role</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 / %2 UTC</source>
        <comment>clock: local time and UTC</comment>
        <translation>%1 / %2 UTC</translation>
    </message>
    <message>
        <source>Open or close the task drawer (Ctrl+J)</source>
        <translation>打开或关闭任务抽屉 (Ctrl+J)</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n 个任务进行中</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks</source>
        <comment>button of the task drawer</comment>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>ui::shell::TaskDrawer</name>
    <message>
        <source>Tasks</source>
        <comment>drawer</comment>
        <translation>任务</translation>
    </message>
    <message>
        <source>Tasks of this session</source>
        <translation>本次会话的任务</translation>
    </message>
    <message>
        <source>Clear ended tasks</source>
        <translation>清除已结束的任务</translation>
    </message>
    <message>
        <source>Close the task drawer</source>
        <translation>关闭任务抽屉</translation>
    </message>
    <message>
        <source>%1 (Ctrl+J)</source>
        <translation>%1 (Ctrl+J)</translation>
    </message>
    <message>
        <source>What you change in this session is listed here.</source>
        <translation>您在本次会话中的更改会列在这里。</translation>
    </message>
    <message>
        <source>Cancel the task</source>
        <translation>取消任务</translation>
    </message>
</context>
<context>
    <name>ui::shell::TaskTable</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Action</source>
        <comment>column</comment>
        <translation>操作</translation>
    </message>
    <message>
        <source>Target</source>
        <comment>column</comment>
        <translation>对象</translation>
    </message>
    <message>
        <source>Took</source>
        <comment>column: duration</comment>
        <translation>用时</translation>
    </message>
    <message>
        <source>Equivalent command</source>
        <comment>column</comment>
        <translation>等效命令</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a task</comment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>state of a task</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a task</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Result unknown</source>
        <comment>state of a task</comment>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Progress or error</source>
        <comment>column</comment>
        <translation>进度或错误</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>state of a task</comment>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>ui::shell::Tray</name>
    <message>
        <source>Open the console</source>
        <translation>打开控制台</translation>
    </message>
    <message>
        <source>Quit Gatehouse…</source>
        <translation>退出 Gatehouse…</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>tray: state and address</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ui::widgets::Card</name>
    <message>
        <source>Data is %1 s old</source>
        <translation>数据已过期 %1 秒</translation>
    </message>
</context>
<context>
    <name>ui::widgets::CommandLine</name>
    <message>
        <source>Equivalent command</source>
        <translation>等效命令</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>ui::widgets::ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ui::widgets::HoldButton</name>
    <message>
        <source>Keep pressed for one second</source>
        <translation>按住一秒</translation>
    </message>
    <message>
        <source>Press twice, a second apart</source>
        <translation>按两次，间隔一秒</translation>
    </message>
</context>
<context>
    <name>ui::widgets::HoldDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Reason in your own words</source>
        <translation>用自己的话说明原因</translation>
    </message>
    <message>
        <source>More about the reason (optional when one is chosen)</source>
        <translation>补充说明（已选原因时可不填）</translation>
    </message>
    <message>
        <source>Choose a reason first</source>
        <translation>请先选择原因</translation>
    </message>
</context>
<context>
    <name>ui::widgets::InlineMessage</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>ui::widgets::KeyList</name>
    <message>
        <source>%1: %2</source>
        <comment>keys: what they do</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>ui::widgets::SecretField</name>
    <message>
        <source>Secret, shown once</source>
        <translation>密钥原文，仅显示一次</translation>
    </message>
    <message>
        <source>Copy</source>
        <comment>secret</comment>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the secret</source>
        <translation>复制密钥原文</translation>
    </message>
    <message>
        <source>This is the only time it is shown. Copy it and keep it safe.</source>
        <translation>仅显示这一次。请复制并妥善保管。</translation>
    </message>
    <message>
        <source>Show the secret</source>
        <translation>显示密钥原文</translation>
    </message>
    <message>
        <source>Hide the secret</source>
        <translation>隐藏密钥原文</translation>
    </message>
    <message>
        <source>Copied. The clipboard is emptied after %1 s.</source>
        <translation>已复制。剪贴板将在 %1 秒后清空。</translation>
    </message>
    <message>
        <source>The clipboard has been emptied.</source>
        <translation>剪贴板已清空。</translation>
    </message>
</context>
<context>
    <name>ui::widgets::Snippet</name>
    <message>
        <source>Copy</source>
        <comment>a snippet of code</comment>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
</context>
<context>
    <name>ui::widgets::Toast</name>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>关闭此通知</translation>
    </message>
</context>
<context>
    <name>ui::widgets::TypeNameDialog</name>
    <message>
        <source>Type %1 to confirm:</source>
        <translation>输入 %1 以确认：</translation>
    </message>
    <message>
        <source>Type the name first.</source>
        <translation>请先输入名称。</translation>
    </message>
</context>
</TS>
