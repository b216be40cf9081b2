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
    <name>ui::pages::Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>加载中</translation>
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
</TS>
