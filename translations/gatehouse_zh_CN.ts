<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ErrorAdvice</name>
    <message>
        <source>Look at the latency of this provider. If it is slow for everybody, give another provider more weight or open its circuit; if only long answers fail, raise its time limit.</source>
        <translation>请查看此供应商的延迟。如果对所有人都慢，请提高其他供应商的权重或熔断它；如果只有长回复失败，请放宽其时限。</translation>
    </message>
    <message>
        <source>The provider itself fails. Check its status page; until it is well again give another provider more weight or open its circuit.</source>
        <translation>供应商自身出错。请查看其状态页；在其恢复之前，请提高其他供应商的权重或熔断它。</translation>
    </message>
    <message>
        <source>Test the provider. If the test fails too, check its address, the firewall and the network of this machine.</source>
        <translation>请测试该供应商。如果测试也失败，请检查其地址、防火墙和本机网络。</translation>
    </message>
    <message>
        <source>Check the provider&apos;s address for a typing mistake and this machine&apos;s name servers.</source>
        <translation>请检查供应商地址是否写错，以及本机的域名服务器。</translation>
    </message>
    <message>
        <source>Check this machine&apos;s clock and its certificates. A proxy between here and the provider may be breaking TLS open.</source>
        <translation>请检查本机时钟和证书。本机与供应商之间的代理可能在拆解 TLS。</translation>
    </message>
    <message>
        <source>A few are normal. Many at once: the provider restarts or sheds load; give another provider more weight.</source>
        <translation>偶尔出现属正常。若同时大量出现：供应商在重启或卸载负载；请提高其他供应商的权重。</translation>
    </message>
    <message>
        <source>Check that the provider&apos;s address is that of its API and not of a web page or a proxy&apos;s sign-in.</source>
        <translation>请确认供应商地址是其 API 的地址，而不是网页或代理的登录页。</translation>
    </message>
    <message>
        <source>The request itself is at fault: open one and read the provider&apos;s words, then tell the owner of the key.</source>
        <translation>请求本身有问题：打开一个请求，阅读供应商的说明，然后告知密钥所有者。</translation>
    </message>
    <message>
        <source>Ask the provider for a higher limit, add a second credential as a provider of its own, or lower the limits of your keys.</source>
        <translation>请向供应商申请更高的限额，把第二个凭据添加为单独的供应商，或降低您的密钥的限额。</translation>
    </message>
    <message>
        <source>The provider&apos;s key is wrong, expired or out of credit. Put a fresh one in at the provider and test it.</source>
        <translation>供应商的密钥错误、过期或余额不足。请在供应商处换上新密钥并测试。</translation>
    </message>
    <message>
        <source>Answers break off half way. Look whether it is one model; long answers may meet a limit of the provider.</source>
        <translation>回复中途中断。请看是否只涉及一个模型；长回复可能触及供应商的限制。</translation>
    </message>
    <message>
        <source>All routes of this model are switched off or their circuits are open. Look at Providers &amp; routing and close a circuit or add a route.</source>
        <translation>此模型的所有路由都已停用或已熔断。请在“供应商与路由”中闭合一个熔断或添加路由。</translation>
    </message>
    <message>
        <source>A key works faster than it may. Raise its limit if the use is wanted, otherwise talk to its owner.</source>
        <translation>某个密钥的使用超过其限额。如果这种使用是需要的，请提高限额，否则请与其所有者沟通。</translation>
    </message>
    <message>
        <source>The key&apos;s budget is used up. Raise the budget, or leave it until somebody decides.</source>
        <translation>此密钥的预算已用完。请提高预算，或等待有人决定。</translation>
    </message>
    <message>
        <source>This gateway is at its limits. Add threads or another instance, or raise its limits of connections.</source>
        <translation>本网关已达上限。请增加线程或实例，或提高其连接上限。</translation>
    </message>
    <message>
        <source>Make room on the disk of the data directory now: without it nothing can be billed, so nothing is served.</source>
        <translation>请立即清理数据目录所在磁盘：没有空间就无法计费，因此不会提供服务。</translation>
    </message>
    <message>
        <source>Nothing to do: the gateway was stopping. Clients should try again at another instance.</source>
        <translation>无需处理：网关正在停止。客户端应在其他实例重试。</translation>
    </message>
    <message>
        <source>Somebody calls with a key that is mistyped, revoked or expired. Many from one address: block it under Security.</source>
        <translation>有人使用写错、已吊销或已过期的密钥调用。若大量来自同一地址：请在“安全”中封禁它。</translation>
    </message>
    <message>
        <source>Unfreeze the key when its use is wanted again; otherwise tell its owner.</source>
        <translation>需要再次使用时请解冻此密钥；否则请告知其所有者。</translation>
    </message>
    <message>
        <source>Add the address to the key&apos;s list if the caller is known. If not, the key may have leaked: rotate it.</source>
        <translation>如果认识调用方，请把该地址加入密钥的列表。否则密钥可能已泄露：请轮换它。</translation>
    </message>
    <message>
        <source>The block works. Lift it under Security if it meets the wrong people.</source>
        <translation>封禁生效中。如果误伤了他人，请在“安全”中解封。</translation>
    </message>
    <message>
        <source>Add the model to the key&apos;s list, or tell the owner which models the key may use.</source>
        <translation>请把该模型加入密钥的列表，或告知所有者此密钥可用哪些模型。</translation>
    </message>
    <message>
        <source>Check the caller&apos;s clock and signing secret. If neither is at fault, treat the key as leaked and rotate it.</source>
        <translation>请检查调用方的时钟和签名密钥。若两者都没有问题，请视为密钥已泄露并轮换它。</translation>
    </message>
    <message>
        <source>Give the model a price, or allow unpriced use in the settings.</source>
        <translation>请为该模型设置价格，或在设置中允许未定价的使用。</translation>
    </message>
    <message>
        <source>The caller hung up. Many of them: answers take longer than the caller&apos;s own time limit; look at the latency.</source>
        <translation>调用方断开了连接。若大量出现：回复用时超过调用方自己的时限；请查看延迟。</translation>
    </message>
    <message>
        <source>Tell the caller to send less, or raise the largest body in the settings.</source>
        <translation>请让调用方发送更少的内容，或在设置中提高请求体上限。</translation>
    </message>
    <message>
        <source>The caller&apos;s program is at fault: open a request to see which key it uses and tell its owner.</source>
        <translation>调用方的程序有问题：打开一个请求查看它使用的密钥，并告知其所有者。</translation>
    </message>
    <message>
        <source>A mistake of the gateway. Keep the trace id and the log lines around it and report them.</source>
        <translation>网关自身的错误。请保留 Trace ID 及其前后的日志行并报告。</translation>
    </message>
    <message>
        <source>Open the newest request: its attempts tell what happened and where.</source>
        <translation>请打开最新请求：各次尝试说明了发生了什么、在哪里发生。</translation>
    </message>
    <message>
        <source>Add the model that was asked for to a preset, or tell the caller the right name.</source>
        <translation>请将所请求的模型加入某个预设，或告知调用方正确的名称。</translation>
    </message>
</context>
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
    <message>
        <source>This key has signed too many requests within five minutes.</source>
        <translation>该密钥在五分钟内签名的请求过多。</translation>
    </message>
    <message>
        <source>An administrator has set this password: choose one of your own first.</source>
        <translation>此密码由管理员设置：请先换成您自己的密码。</translation>
    </message>
    <message>
        <source>The master key lies in the desktop&apos;s keychain, which is locked or does not answer.</source>
        <translation>主密钥存放在桌面的钥匙串中，而钥匙串已锁定或没有响应。</translation>
    </message>
    <message>
        <source>The master key needs a passphrase.</source>
        <translation>主密钥需要口令。</translation>
    </message>
    <message>
        <source>The passphrase does not open the master key.</source>
        <translation>该口令打不开主密钥。</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain no longer holds the master key.</source>
        <translation>桌面的钥匙串中已没有主密钥。</translation>
    </message>
    <message>
        <source>The provider does not know this model at this address (%1): check the probe model and the base URL.</source>
        <translation>供应商在此地址上不认识该模型（%1）：请检查探测模型和基础 URL。</translation>
    </message>
    <message>
        <source>This has been changed meanwhile, so nothing was written.</source>
        <translation>此对象期间已被他人修改，因此未写入任何内容。</translation>
    </message>
    <message>
        <source>%1 has changed this meanwhile (%2), so nothing was written.</source>
        <translation>%1 期间已修改此对象（%2），因此未写入任何内容。</translation>
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
    <name>KeyQuestion</name>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>This passphrase does not open the master key. Try again.</source>
        <translation>该口令打不开主密钥，请重试。</translation>
    </message>
    <message>
        <source>The master key is sealed: enter its passphrase.</source>
        <translation>主密钥已加密：请输入它的口令。</translation>
    </message>
    <message>
        <source>The master key seals the providers&apos; credentials. The desktop&apos;s keychain, where it would lie, is locked: unlock it, or choose a passphrase, which is asked for at each start.</source>
        <translation>主密钥用来加密供应商的凭据。本应存放它的桌面钥匙串已锁定：请解锁，或设定一个口令（每次启动时都会询问）。</translation>
    </message>
    <message>
        <source>The master key seals the providers&apos; credentials. This desktop has no keychain that could keep it: choose a passphrase, which is asked for at each start.</source>
        <translation>主密钥用来加密供应商的凭据。此桌面没有可以存放它的钥匙串：请设定一个口令（每次启动时都会询问）。</translation>
    </message>
    <message>
        <source>The master key lies in the clear in the data directory, and this desktop has no keychain it could be moved to: choose a passphrase that seals it. It is asked for at each start.</source>
        <translation>主密钥以明文存放在数据目录中，而此桌面没有可以移入的钥匙串：请设定一个口令来加密它（每次启动时都会询问）。</translation>
    </message>
    <message>
        <source>The master key lies in the desktop&apos;s keychain, which is locked: unlock it.</source>
        <translation>主密钥存放在桌面的钥匙串中，而钥匙串已锁定：请解锁。</translation>
    </message>
    <message>
        <source>The master key lies in the desktop&apos;s keychain, which does not answer. Sign in to the desktop again or start its keychain, then retry.</source>
        <translation>主密钥存放在桌面的钥匙串中，而钥匙串没有响应。请重新登录桌面或启动钥匙串，然后重试。</translation>
    </message>
    <message>
        <source>The master key is not where it was put. Bring it back, then retry.</source>
        <translation>主密钥已不在原来的位置。请把它放回去，然后重试。</translation>
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
    <message>
        <source>Live traffic: go to a trace id</source>
        <translation>实时流量：转到 Trace ID</translation>
    </message>
    <message>
        <source>Live traffic: follow the newest request</source>
        <translation>实时流量：跟随最新请求</translation>
    </message>
    <message>
        <source>Live traffic: insert a marker</source>
        <translation>实时流量：插入标记</translation>
    </message>
    <message>
        <source>Live traffic: export</source>
        <translation>实时流量：导出</translation>
    </message>
    <message>
        <source>Routing: change the number under the cursor</source>
        <translation>路由：修改光标处的数值</translation>
    </message>
    <message>
        <source>Lists: copy the selected row</source>
        <translation>列表：复制所选行</translation>
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
    <name>MasterKey</name>
    <message>
        <source>In the desktop&apos;s keychain</source>
        <translation>在桌面的钥匙串中</translation>
    </message>
    <message>
        <source>In a file that your passphrase seals</source>
        <translation>在由您的口令加密的文件中</translation>
    </message>
    <message>
        <source>In memory, for this session only</source>
        <translation>在内存中，仅本次会话</translation>
    </message>
    <message>
        <source>Given by GATEWAY_MASTER_KEY or GATEWAY_MASTER_KEY_FILE</source>
        <translation>由 GATEWAY_MASTER_KEY 或 GATEWAY_MASTER_KEY_FILE 提供</translation>
    </message>
    <message>
        <source>In a file of the data directory, in the clear</source>
        <translation>在数据目录的文件中，明文</translation>
    </message>
    <message>
        <source>For a copy to keep elsewhere: secret-tool lookup server gatehouse user %1</source>
        <translation>若要另存一份：secret-tool lookup server gatehouse user %1</translation>
    </message>
    <message>
        <source>Without the passphrase and master.key.sealed nobody reads the providers&apos; credentials. Keep copies of both.</source>
        <translation>没有口令和 master.key.sealed，谁也读不出供应商的凭据。两者都请另存一份。</translation>
    </message>
    <message>
        <source>Credentials that you enter are lost when the gateway stops.</source>
        <translation>您输入的凭据在网关停止后即丢失。</translation>
    </message>
    <message>
        <source>Whoever reads your files reads it. A trial keeps it so; otherwise unlock the keychain and start again, and it is moved there.</source>
        <translation>能读您文件的人就能读到它。试用数据保持如此；否则请解锁钥匙串后重新启动，它会被移入钥匙串。</translation>
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
    <message>
        <source>After %1 s this was still missing: %2 (%3).</source>
        <translation>%1 秒后仍缺少：%2（%3）。</translation>
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
    <message>
        <source>Usage &amp; cost</source>
        <translation>用量与费用</translation>
    </message>
</context>
<context>
    <name>ui::charts::HeatMap</name>
    <message numerus="yes">
        <source>%1 · %2 · %n request(s)</source>
        <comment>heat-map cell: time, latency</comment>
        <translation>
            <numerusform>%1 · %2 · %n 次请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 to %n request(s) a cell</source>
        <comment>heat-map legend</comment>
        <translation>
            <numerusform>每格 1 至 %n 次请求</numerusform>
        </translation>
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
    <message>
        <source>Limits set</source>
        <translation>设置限额</translation>
    </message>
    <message>
        <source>Limits removed</source>
        <translation>移除限额</translation>
    </message>
    <message>
        <source>Counted afresh</source>
        <translation>重新计数</translation>
    </message>
    <message>
        <source>Preset without an upstream</source>
        <translation>预设没有可用上游</translation>
    </message>
    <message>
        <source>Preset served again</source>
        <translation>预设恢复服务</translation>
    </message>
    <message>
        <source>Response cache emptied</source>
        <translation>响应缓存已清空</translation>
    </message>
    <message>
        <source>Bill corrected</source>
        <translation>账单已更正</translation>
    </message>
    <message>
        <source>Circuit opened by itself</source>
        <translation>熔断器自动熔断（停止）</translation>
    </message>
    <message>
        <source>Circuit closed again</source>
        <translation>熔断器恢复闭合（放行）</translation>
    </message>
    <message>
        <source>Circuit flaps</source>
        <translation>熔断器反复开合</translation>
    </message>
    <message>
        <source>Many circuits turned</source>
        <translation>大量熔断器状态变化</translation>
    </message>
    <message>
        <source>%1, rests for %2 s</source>
        <comment>circuit: error code, seconds</comment>
        <translation>%1，停止 %2 秒</translation>
    </message>
    <message>
        <source>away for %1 s (%2)</source>
        <comment>circuit: seconds, error code</comment>
        <translation>停止了 %1 秒（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n trial(s) failed</source>
        <comment>circuit</comment>
        <translation>
            <numerusform>%1，%n 次试探失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, opened %n more time(s) within %2 s</source>
        <comment>circuit: error code, seconds</comment>
        <translation>
            <numerusform>%1，%2 秒内又熔断 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s) about circuits within %1 s</source>
        <translation>
            <numerusform>%1 秒内另有 %n 条熔断器记录</numerusform>
        </translation>
    </message>
    <message>
        <source>stopped for %1 s</source>
        <comment>circuit, by an order</comment>
        <translation>停止 %1 秒</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>circuit: for how long, the reason given</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>ui::models::CircuitTable</name>
    <message>
        <source>Ordered</source>
        <comment>reason of an open circuit</comment>
        <translation>人工指令</translation>
    </message>
    <message>
        <source>Open (stopped)</source>
        <comment>circuit</comment>
        <translation>熔断（停止）</translation>
    </message>
    <message>
        <source>Half-open (trying)</source>
        <comment>circuit</comment>
        <translation>半开（试探）</translation>
    </message>
    <message>
        <source>Closed (serving)</source>
        <comment>circuit</comment>
        <translation>闭合（放行）</translation>
    </message>
    <message>
        <source>Automatic</source>
        <comment>who opened a circuit</comment>
        <translation>自动</translation>
    </message>
    <message>
        <source>Operator</source>
        <comment>who opened a circuit</comment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>next call</source>
        <comment>when a circuit is tried again</comment>
        <translation>下一个请求</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds left</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes and seconds left</comment>
        <translation>%1 分 %2 秒</translation>
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
        <source>State</source>
        <comment>column: of a circuit</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>column</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Opened by</source>
        <comment>column</comment>
        <translation>触发者</translation>
    </message>
    <message>
        <source>Since</source>
        <comment>column</comment>
        <translation>起始</translation>
    </message>
    <message>
        <source>It has not changed since the gateway started.</source>
        <translation>自网关启动以来没有变化。</translation>
    </message>
    <message>
        <source>Next trial</source>
        <comment>column</comment>
        <translation>下次探测</translation>
    </message>
    <message>
        <source>Opened</source>
        <comment>column: how often since the start</comment>
        <translation>熔断次数</translation>
    </message>
    <message>
        <source>Failures in a row at this moment: %1</source>
        <translation>当前连续失败次数：%1</translation>
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
    <message>
        <source>Preset</source>
        <comment>kind of component</comment>
        <translation>预设</translation>
    </message>
    <message>
        <source>Load</source>
        <comment>kind of component</comment>
        <translation>负载</translation>
    </message>
    <message>
        <source>Every circuit of this preset is open</source>
        <translation>该预设的所有熔断器都已断开</translation>
    </message>
    <message>
        <source>No calls; the last probe was answered</source>
        <translation>没有请求；最近一次探测有应答</translation>
    </message>
    <message>
        <source>No calls; the last probe failed</source>
        <translation>没有请求；最近一次探测失败</translation>
    </message>
    <message>
        <source>Memory at %1 of its bound: requests are turned away</source>
        <translation>内存已达上限的 %1：正在拒绝请求</translation>
    </message>
    <message>
        <source>Held bodies at %1 of their bound: large bodies are turned away</source>
        <translation>暂存的请求体已达上限的 %1：正在拒绝大请求体</translation>
    </message>
    <message>
        <source>Requests at work at %1 of their bound: requests are turned away</source>
        <translation>处理中的请求已达上限的 %1：正在拒绝请求</translation>
    </message>
    <message>
        <source>Spool at %1 of its bound: requests are turned away</source>
        <translation>暂存记录已达上限的 %1：正在拒绝请求</translation>
    </message>
</context>
<context>
    <name>ui::models::ErrorGroupRow</name>
    <message>
        <source>no key known</source>
        <translation>无已知密钥</translation>
    </message>
    <message>
        <source>without a code</source>
        <translation>无错误码</translation>
    </message>
    <message>
        <source>refused before any provider</source>
        <translation>未到达供应商即被拒绝</translation>
    </message>
    <message>
        <source>Group</source>
        <comment>column</comment>
        <translation>分组</translation>
    </message>
    <message>
        <source>What it means</source>
        <comment>column</comment>
        <translation>含义</translation>
    </message>
    <message>
        <source>Count</source>
        <comment>column</comment>
        <translation>次数</translation>
    </message>
    <message>
        <source>Share</source>
        <comment>column</comment>
        <translation>占比</translation>
    </message>
    <message>
        <source>5 min</source>
        <comment>column: change against the five minutes before</comment>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>%1 in the last five minutes, %2 in the five before</source>
        <translation>最近五分钟 %1 次，前五分钟 %2 次</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>column</comment>
        <translation>密钥</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) affected</source>
        <translation>
            <numerusform>影响 %n 个密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>Status</source>
        <comment>column: HTTP</comment>
        <translation>状态码</translation>
    </message>
    <message>
        <source>First</source>
        <comment>column</comment>
        <translation>首次</translation>
    </message>
    <message>
        <source>Last</source>
        <comment>column</comment>
        <translation>最近</translation>
    </message>
    <message>
        <source>Newest request</source>
        <comment>column</comment>
        <translation>最新请求</translation>
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
    <message>
        <source>default</source>
        <comment>limit of a key</comment>
        <translation>默认</translation>
    </message>
</context>
<context>
    <name>ui::models::LatencyCause</name>
    <message>
        <source>%1 · %2</source>
        <comment>provider · model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n circuit(s) open, others carry the load: %1</source>
        <translation>
            <numerusform>%n 个熔断（停止），由其他路由分担：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>The gateway is near its bounds. %1</source>
        <translation>网关接近其上限。%1</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) were turned away: the gateway was full</source>
        <translation>
            <numerusform>%n 个请求被拒：网关已满载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) ended in a provider&apos;s timeout</source>
        <translation>
            <numerusform>%n 个请求因供应商超时而结束</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) met a provider&apos;s rate limit</source>
        <translation>
            <numerusform>%n 个请求遇到供应商限流</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is the slow one: P95 %2, the rest %3</source>
        <translation>%1 偏慢：P95 %2，其余 %3</translation>
    </message>
    <message>
        <source>Connecting takes %1 of the time: connections are hardly used again</source>
        <translation>建立连接占用 %1 的时间：连接几乎没有复用</translation>
    </message>
    <message>
        <source>Requests wait %1 inside the gateway before a provider is called: look for one question asked by many at once, long bodies, a slow disk, or too few worker threads (GATEWAY_THREADS)</source>
        <translation>请求在调用供应商之前平均在网关内排队 %1：检查是否有大量并发的相同请求、过大的请求体、磁盘过慢，或工作线程不足（GATEWAY_THREADS）</translation>
    </message>
    <message>
        <source>Clients take %1 of the time to send their bodies: their network is slow, or the bodies are large</source>
        <translation>%1 的时间花在客户端发送请求体上：客户端网络慢，或请求体过大</translation>
    </message>
    <message>
        <source>The gateway itself takes %1 of the time, beside what waits in it</source>
        <translation>除排队外，网关自身处理占用 %1 的时间</translation>
    </message>
</context>
<context>
    <name>ui::models::LatencyRouteRow</name>
    <message>
        <source>few</source>
        <comment>too few samples for a P99</comment>
        <translation>样本少</translation>
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
        <source>Requests</source>
        <comment>column</comment>
        <translation>请求</translation>
    </message>
    <message>
        <source>Mean</source>
        <comment>column</comment>
        <translation>平均</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <comment>column</comment>
        <translation>时间花在哪里</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Latency</source>
        <comment>column</comment>
        <translation>延迟</translation>
    </message>
    <message>
        <source>First byte</source>
        <comment>column</comment>
        <translation>首字节</translation>
    </message>
    <message>
        <source>Key</source>
        <comment>column</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Status</source>
        <comment>column: HTTP</comment>
        <translation>状态码</translation>
    </message>
    <message>
        <source>Attempts</source>
        <comment>column</comment>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Trace id</source>
        <comment>column</comment>
        <translation>Trace ID</translation>
    </message>
    <message>
        <source>Fewer than %1 requests: a P95 or P99 would be one request&apos;s accident.</source>
        <translation>少于 %1 个请求：P95 或 P99 只会是个别请求的偶然结果。</translation>
    </message>
    <message>
        <source>Mean of a request. Gateway: queue %1, its own work %2</source>
        <translation>单次请求平均。网关：排队 %1，自身处理 %2</translation>
    </message>
    <message>
        <source>Provider: DNS %1, connect %2, TLS %3, first byte %4, streaming %5</source>
        <translation>供应商：DNS %1，连接 %2，TLS %3，首字节 %4，流式输出 %5</translation>
    </message>
    <message>
        <source>Client: %1 until its body was here</source>
        <translation>客户端：请求体传完用了 %1</translation>
    </message>
</context>
<context>
    <name>ui::models::LimitTable</name>
    <message>
        <source>In brackets: RATE_LIMIT_EXTERNAL_RPM and RATE_LIMIT_EXTERNAL_TPM of the configuration.</source>
        <translation>括号内为配置中的 RATE_LIMIT_EXTERNAL_RPM 和 RATE_LIMIT_EXTERNAL_TPM。</translation>
    </message>
    <message>
        <source>$%1 a day</source>
        <comment>budget</comment>
        <translation>每日 $%1</translation>
    </message>
    <message>
        <source>$%1 a month</source>
        <comment>budget</comment>
        <translation>每月 $%1</translation>
    </message>
    <message>
        <source>%1 / min · %2 running</source>
        <comment>requests in the last minute, requests under way</comment>
        <translation>%1 次/分 · %2 个进行中</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>who, when</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 of it is reserved by running requests.</source>
        <translation>其中 %1 由进行中的请求预留。</translation>
    </message>
    <message>
        <source>Global</source>
        <comment>scope of a limit</comment>
        <translation>全局</translation>
    </message>
    <message>
        <source>Key</source>
        <comment>scope of a limit</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>User</source>
        <comment>scope of a limit</comment>
        <translation>用户</translation>
    </message>
    <message>
        <source>Preset</source>
        <comment>scope of a limit</comment>
        <translation>预设</translation>
    </message>
    <message>
        <source>Address</source>
        <comment>scope of a limit</comment>
        <translation>地址</translation>
    </message>
    <message>
        <source>Each user</source>
        <translation>每个用户</translation>
    </message>
    <message>
        <source>Each preset</source>
        <translation>每个预设</translation>
    </message>
    <message>
        <source>Each address</source>
        <translation>每个地址</translation>
    </message>
    <message>
        <source>Each key without its own</source>
        <translation>没有自身限额的每个密钥</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>每分钟请求数</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>每分钟 token 数</translation>
    </message>
    <message>
        <source>Tokens in 24 hours</source>
        <translation>24 小时 token 数</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Budget a day (UTC)</source>
        <translation>每日预算（UTC）</translation>
    </message>
    <message>
        <source>Budget a month (UTC)</source>
        <translation>每月预算（UTC）</translation>
    </message>
    <message>
        <source>Budget in all</source>
        <translation>总预算</translation>
    </message>
    <message>
        <source>Global limit</source>
        <translation>全局限额</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>scope, subject</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>scope and its limit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Scope</source>
        <comment>column</comment>
        <translation>范围</translation>
    </message>
    <message>
        <source>Whose</source>
        <comment>column</comment>
        <translation>对象</translation>
    </message>
    <message>
        <source>Requests/min</source>
        <comment>column</comment>
        <translation>请求/分</translation>
    </message>
    <message>
        <source>Tokens/min</source>
        <comment>column</comment>
        <translation>token/分</translation>
    </message>
    <message>
        <source>Tokens/24 h</source>
        <comment>column</comment>
        <translation>token/24 小时</translation>
    </message>
    <message>
        <source>At once</source>
        <comment>column</comment>
        <translation>并发</translation>
    </message>
    <message>
        <source>Budget</source>
        <comment>column</comment>
        <translation>预算</translation>
    </message>
    <message>
        <source>Now</source>
        <comment>column</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>Requests refused by this limit since the gateway&apos;s start.</source>
        <translation>网关启动以来被此限额拒绝的请求数。</translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>column</comment>
        <translation>修改</translation>
    </message>
    <message>
        <source>Limit</source>
        <comment>column</comment>
        <translation>限额</translation>
    </message>
    <message>
        <source>Counts</source>
        <comment>column</comment>
        <translation>计数范围</translation>
    </message>
    <message>
        <source>Used</source>
        <comment>column</comment>
        <translation>已用</translation>
    </message>
    <message>
        <source>Of</source>
        <comment>column: the limit itself</comment>
        <translation>上限</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>column</comment>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Fresh at</source>
        <comment>column</comment>
        <translation>重置时间</translation>
    </message>
    <message>
        <source>Set by</source>
        <comment>column</comment>
        <translation>来源</translation>
    </message>
    <message>
        <source>In brackets: inherited, because nothing of this kind is set here.</source>
        <translation>括号内为继承值：此处未设置该项。</translation>
    </message>
    <message>
        <source>Configuration</source>
        <comment>where limits come from</comment>
        <translation>配置</translation>
    </message>
    <message>
        <source>Inherited</source>
        <comment>where limits come from</comment>
        <translation>继承</translation>
    </message>
    <message>
        <source>Partly inherited</source>
        <comment>where limits come from</comment>
        <translation>部分继承</translation>
    </message>
    <message>
        <source>Set here</source>
        <comment>where limits come from</comment>
        <translation>在此设置</translation>
    </message>
    <message>
        <source>%1: %2 in force, %3 left</source>
        <comment>limit, whose and amount, amount</comment>
        <translation>%1：生效 %2，剩余 %3</translation>
    </message>
    <message>
        <source>%1: %2 in force = min(%3), %4 left</source>
        <comment>limit, amount, list of limits, amount</comment>
        <translation>%1：生效 %2 = min(%3)，剩余 %4</translation>
    </message>
    <message>
        <source>Source</source>
        <comment>column: where limits come from</comment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Peak 5 min</source>
        <comment>column</comment>
        <translation>峰值 5 分</translation>
    </message>
    <message>
        <source>The most requests that counted in any minute of the last five, while a limit of requests a minute holds.</source>
        <translation>最近五分钟内任意一分钟计入的最大请求数（仅在有每分钟请求限制时统计）。</translation>
    </message>
    <message>
        <source>429s</source>
        <comment>column: refusals by this limit</comment>
        <translation>429 次数</translation>
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
    <message>
        <source>no cap</source>
        <comment>route</comment>
        <translation>无上限</translation>
    </message>
    <message>
        <source>at once %1</source>
        <translation>并发 %1</translation>
    </message>
    <message>
        <source>a minute %1</source>
        <translation>每分钟 %1</translation>
    </message>
    <message>
        <source>never</source>
        <comment>use of the cache</comment>
        <translation>从不</translation>
    </message>
    <message>
        <source>every request</source>
        <comment>use of the cache</comment>
        <translation>所有请求</translation>
    </message>
    <message>
        <source>temperature 0</source>
        <comment>use of the cache</comment>
        <translation>temperature 为 0</translation>
    </message>
    <message>
        <source>shared by a user&apos;s keys</source>
        <comment>cache</comment>
        <translation>同一用户的密钥共享</translation>
    </message>
    <message>
        <source>for one key</source>
        <comment>cache</comment>
        <translation>单个密钥独用</translation>
    </message>
    <message>
        <source>kept %1 s</source>
        <comment>cache</comment>
        <translation>保留 %1 秒</translation>
    </message>
    <message>
        <source>kept as the setting says</source>
        <comment>cache</comment>
        <translation>按网关设置保留</translation>
    </message>
    <message>
        <source>charged %1 %</source>
        <comment>cache</comment>
        <translation>按原价 %1 % 计费</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
</context>
<context>
    <name>ui::models::PresetMerge</name>
    <message>
        <source>%1: %2</source>
        <comment>what, change</comment>
        <translation>%1：%2</translation>
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
    <name>ui::models::ProviderChanges</name>
    <message>
        <source>%1: %2 → %3</source>
        <comment>field, before, after</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础 URL</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>In my own network</source>
        <translation>位于自有网络</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>已启用</translation>
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
        <source>Total (ms)</source>
        <translation>总计（毫秒）</translation>
    </message>
    <message>
        <source>Probe every (s)</source>
        <translation>探测间隔（秒）</translation>
    </message>
    <message>
        <source>Probe model</source>
        <translation>探测模型</translation>
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
    <message>
        <source>sealed</source>
        <comment>credential whose last characters are not shown</comment>
        <translation>已加密</translation>
    </message>
</context>
<context>
    <name>ui::models::RouteFacts</name>
    <message>
        <source>few</source>
        <comment>too few calls for a P95</comment>
        <translation>样本少</translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation>尚未读取。</translation>
    </message>
    <message>
        <source>Not called in the last 15 minutes.</source>
        <translation>最近 15 分钟没有调用。</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) in the last 15 minutes, half of them within %1.</source>
        <comment>route</comment>
        <translation>
            <numerusform>最近 15 分钟有 %n 次调用，半数在 %1 以内完成。</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer than %1 calls: a P95 would be one call&apos;s accident.</source>
        <translation>调用不足 %1 次：此时的 P95 只反映个别调用。</translation>
    </message>
    <message>
        <source>unpriced</source>
        <comment>route</comment>
        <translation>未定价</translation>
    </message>
    <message>
        <source>$%1 / %2</source>
        <comment>price of input, of output</comment>
        <translation>$%1 / %2</translation>
    </message>
    <message>
        <source>No price is known of this model: its calls stand in the records without a cost.</source>
        <translation>没有该模型的价格：其调用会记录，但不计费用。</translation>
    </message>
    <message>
        <source>USD a million tokens: %1 in, %2 out</source>
        <translation>每百万 token（美元）：输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>Input read from the provider&apos;s cache: %1</source>
        <translation>命中供应商缓存的输入：%1</translation>
    </message>
    <message>
        <source>Price set by an operator, version %1</source>
        <translation>由运维设定的价格，版本 %1</translation>
    </message>
    <message>
        <source>Price of the built-in list, version %1</source>
        <translation>内置价目表中的价格，版本 %1</translation>
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
    <message>
        <source>circuit open</source>
        <comment>share of a route</comment>
        <translation>已熔断</translation>
    </message>
    <message>
        <source>by latency</source>
        <comment>share of a route</comment>
        <translation>按延迟</translation>
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
        <source>%1
Reason: %2
Next trial: %3</source>
        <comment>state of a circuit</comment>
        <translation>%1
原因：%2
下次探测：%3</translation>
    </message>
    <message>
        <source>The most calls this route has under way at once; the next route takes what is beyond. A dash: no cap.</source>
        <translation>此路由同时进行的最大调用数；超出部分由下一条路由承担。短横线表示无上限。</translation>
    </message>
    <message>
        <source>The most calls this route gets in any minute from one gateway process; the next route takes what is beyond. A dash: no cap.</source>
        <translation>单个网关进程在任意一分钟内分给此路由的最大调用数；超出部分由下一条路由承担。短横线表示无上限。</translation>
    </message>
    <message>
        <source>At once</source>
        <comment>column: cap of a route</comment>
        <translation>并发上限</translation>
    </message>
    <message>
        <source>Per minute</source>
        <comment>column: cap of a route</comment>
        <translation>每分钟上限</translation>
    </message>
    <message>
        <source>Price / M</source>
        <comment>column: of a million tokens</comment>
        <translation>单价/百万</translation>
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
    <name>ui::models::TraceExplain</name>
    <message>
        <source>The caller named provider and model: there was no choice.</source>
        <translation>调用方指定了供应商和模型，没有选择的余地。</translation>
    </message>
    <message>
        <source>It was the only route that took requests.</source>
        <translation>它是唯一接收请求的路由。</translation>
    </message>
    <message>
        <source>It was the first one&apos;s turn by weight.</source>
        <translation>按权重轮到第一条路由。</translation>
    </message>
    <message>
        <source>It was the first one&apos;s turn within the lowest priority that took requests.</source>
        <translation>在接收请求的最低优先级数值组内，轮到第一条路由。</translation>
    </message>
    <message>
        <source>Of two routes drawn at random the first one was expected to answer sooner.</source>
        <translation>随机抽取两条路由，预计第一条应答更快。</translation>
    </message>
    <message>
        <source>The first one had the fewest requests under way for its weight.</source>
        <translation>按权重折算，第一条路由进行中的请求最少。</translation>
    </message>
    <message>
        <source>Requests of this user go to the first one as long as it takes them.</source>
        <translation>只要第一条路由接收请求，该用户的请求都会发往它。</translation>
    </message>
    <message>
        <source>Requests of this conversation go to the first one as long as it takes them.</source>
        <translation>只要第一条路由接收请求，该会话的请求都会发往它。</translation>
    </message>
    <message>
        <source>Every circuit was open.</source>
        <translation>所有熔断器都已断开。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider · model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Bill of attempt %1: %2 has no price, so it is flagged as unpriced.</source>
        <translation>第 %1 次尝试的账单：%2 没有价格，已标记为未定价。</translation>
    </message>
    <message>
        <source>Bill of attempt %1: %2 at %3, price list %4.</source>
        <translation>第 %1 次尝试的账单：%2，%3，价格表 %4。</translation>
    </message>
    <message>
        <source>%1 (attempt %2)</source>
        <translation>%1（第 %2 次尝试）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>strategy, sentence</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n more route(s) are not listed.</source>
        <translation>
            <numerusform>另有 %n 条路由未列出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests a minute: limit %1, left before %2, left after %3.</source>
        <translation>每分钟请求数：上限 %1，之前剩余 %2，之后剩余 %3。</translation>
    </message>
    <message>
        <source>Tokens a minute: limit %1, left before %2, reserved %3, left after %4.</source>
        <translation>每分钟 token 数：上限 %1，之前剩余 %2，预留 %3，之后剩余 %4。</translation>
    </message>
    <message>
        <source>answered</source>
        <comment>what became of a route</comment>
        <translation>已应答</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>what became of a route</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>at its own cap</source>
        <comment>what became of a route</comment>
        <translation>达到自身上限</translation>
    </message>
    <message>
        <source>circuit open</source>
        <comment>what became of a route</comment>
        <translation>已熔断</translation>
    </message>
    <message>
        <source>at rest</source>
        <comment>what became of a route</comment>
        <translation>停歇中</translation>
    </message>
    <message>
        <source>not needed</source>
        <comment>what became of a route</comment>
        <translation>未用到</translation>
    </message>
    <message>
        <source>Order</source>
        <comment>column</comment>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Route</source>
        <comment>column</comment>
        <translation>路由</translation>
    </message>
    <message>
        <source>Priority %1</source>
        <translation>优先级 %1</translation>
    </message>
    <message>
        <source>What became of it</source>
        <comment>column</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Weight</source>
        <comment>column</comment>
        <translation>权重</translation>
    </message>
    <message>
        <source>Share</source>
        <comment>column</comment>
        <translation>份额</translation>
    </message>
    <message>
        <source>Of the first choices at that moment.</source>
        <translation>当时首选的占比。</translation>
    </message>
    <message>
        <source>Under way</source>
        <comment>column</comment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Requests under way there when the choice was made.</source>
        <translation>选择时该处进行中的请求数。</translation>
    </message>
    <message>
        <source>Expected</source>
        <comment>column: until the first byte</comment>
        <translation>预计</translation>
    </message>
    <message>
        <source>How soon the first byte was expected.</source>
        <translation>预计多久收到首字节。</translation>
    </message>
    <message>
        <source>The response cache answered it: no upstream was asked.</source>
        <translation>由响应缓存回答：未向任何上游发出请求。</translation>
    </message>
    <message>
        <source>Bill of the cached answer: %1, first given by %2.</source>
        <translation>缓存回答的费用：%1，最初由 %2 给出。</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>The retry budget was used up: no further route was tried.</source>
        <translation>重试预算已用完：没有再尝试其他路由。</translation>
    </message>
    <message>
        <source>the client left</source>
        <comment>what became of a route</comment>
        <translation>客户端已离开</translation>
    </message>
    <message>
        <source>It waited %1 inside the gateway before the first call.</source>
        <translation>首次调用之前，它在网关内部等待了 %1。</translation>
    </message>
</context>
<context>
    <name>ui::models::TraceTime</name>
    <message>
        <source>%1 of its %2 went by while %3 was sending its answer.</source>
        <translation>总计 %2，其中 %1 是 %3 在发送回复。</translation>
    </message>
    <message>
        <source>%1 of its %2 went by while %3 was sending its answer: %4 tokens, %5 a second.</source>
        <translation>总计 %2，其中 %1 是 %3 在发送回复：%4 个 token，每秒 %5 个。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider · model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 of its %2 went by waiting for the first byte of %3.</source>
        <translation>总计 %2，其中 %1 在等待 %3 的首字节。</translation>
    </message>
    <message>
        <source>%1 of its %2 went by in attempts that failed, before %3 was asked.</source>
        <translation>总计 %2，其中 %1 花在失败的尝试上，之后才请求 %3。</translation>
    </message>
    <message>
        <source>%1 of its %2 went by connecting to %3.</source>
        <translation>总计 %2，其中 %1 花在连接 %3。</translation>
    </message>
    <message>
        <source>%1 of its %2 went by in this gateway, outside of any attempt.</source>
        <translation>总计 %2，其中 %1 花在本网关内，不在任何一次尝试中。</translation>
    </message>
</context>
<context>
    <name>ui::models::TraceVerdict</name>
    <message>
        <source>%1 · %2</source>
        <comment>provider · model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>状态码 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>route: what went wrong</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The client closed the connection after %1, before any provider was asked.</source>
        <translation>客户端在 %1 后断开了连接，此时尚未请求任何供应商。</translation>
    </message>
    <message>
        <source>The client closed the connection after %1, while the answer was on its way.</source>
        <translation>客户端在 %1 后断开了连接，此时回答正在传送。</translation>
    </message>
    <message>
        <source>The client closed the connection after %1, before the answer began.</source>
        <translation>客户端在 %1 后断开了连接，此时回答尚未开始。</translation>
    </message>
    <message>
        <source>No active route serves this model, so no provider was asked.</source>
        <translation>没有启用的路由提供该模型，因此未请求任何供应商。</translation>
    </message>
    <message>
        <source>The circuits of all its routes were open, so no provider was asked.</source>
        <translation>其所有路由都已熔断（停止），因此未请求任何供应商。</translation>
    </message>
    <message>
        <source>No route took the request: each had an open circuit or was at its own cap.</source>
        <translation>没有路由接收该请求：每条路由都已熔断（停止）或达到自身上限。</translation>
    </message>
    <message>
        <source>A rate limit was reached, so no provider was asked and nothing was billed.</source>
        <translation>已达到限流上限，因此未请求任何供应商，也未计费。</translation>
    </message>
    <message>
        <source>A budget was used up, so no provider was asked and nothing was billed.</source>
        <translation>预算已用完，因此未请求任何供应商，也未计费。</translation>
    </message>
    <message>
        <source>It was refused before any provider was asked: %1</source>
        <translation>在请求任何供应商之前即被拒绝：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed, then %1 answered. %2</source>
        <translation>
            <numerusform>%n 次尝试失败后由 %1 给出回答。%2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 began to answer, but the answer broke off: %2</source>
        <translation>%1 开始回答，但回答中断：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) were made and none succeeded. %1</source>
        <translation>
            <numerusform>共尝试 %n 次，均未成功。%1</numerusform>
        </translation>
    </message>
    <message>
        <source>The response cache answered it: no provider was asked.</source>
        <translation>由响应缓存回答：未请求任何供应商。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between routes</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Passed over because its circuit was open: %1.</source>
        <translation>因已熔断（停止）而跳过：%1。</translation>
    </message>
    <message>
        <source>Passed over because it was at its own cap: %1.</source>
        <translation>因达到自身上限而跳过：%1。</translation>
    </message>
    <message>
        <source>The bill is an estimate: it counts what had been delivered when the client left.</source>
        <translation>费用为估算值：按客户端断开时已送达的内容计算。</translation>
    </message>
    <message>
        <source>The bill is an estimate: the provider did not say how many tokens it used, so they were counted from the text.</source>
        <translation>费用为估算值：供应商没有报告 token 用量，因此按文本计数。</translation>
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
    <message>
        <source>Tokens</source>
        <comment>column: in / out</comment>
        <translation>Token</translation>
    </message>
</context>
<context>
    <name>ui::models::UsageRow</name>
    <message>
        <source>no price</source>
        <translation>无价格</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) have no price and are not part of this sum.</source>
        <translation>
            <numerusform>%n 次调用没有价格，未计入此金额。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of it is estimated (%n call(s) without a report of the provider).</source>
        <translation>
            <numerusform>其中 %1 为估算（%n 次调用没有供应商的用量报告）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Corrections of %1 are part of this sum.</source>
        <translation>此金额包含更正 %1。</translation>
    </message>
    <message>
        <source>This key has no budget.</source>
        <translation>此密钥没有预算。</translation>
    </message>
    <message>
        <source>%1 of %2 spent, over all time</source>
        <translation>累计已用 %1，预算 %2</translation>
    </message>
    <message>
        <source>Cost</source>
        <comment>column</comment>
        <translation>费用</translation>
    </message>
    <message>
        <source>Share</source>
        <comment>column</comment>
        <translation>占比</translation>
    </message>
    <message>
        <source>Calls</source>
        <comment>column</comment>
        <translation>调用</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <comment>column</comment>
        <translation>输入 token</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <comment>column</comment>
        <translation>输出 token</translation>
    </message>
    <message>
        <source>Cached</source>
        <comment>column: tokens</comment>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Unpriced</source>
        <comment>column: calls</comment>
        <translation>未定价</translation>
    </message>
    <message>
        <source>These calls have no price: nothing is billed for them.</source>
        <translation>这些调用没有价格：不会计费。</translation>
    </message>
    <message>
        <source>Estimated</source>
        <comment>column: calls</comment>
        <translation>估算</translation>
    </message>
    <message>
        <source>%1 for calls whose provider reported no usage</source>
        <translation>供应商未报告用量的调用共 %1</translation>
    </message>
    <message>
        <source>Corrections</source>
        <comment>column</comment>
        <translation>更正</translation>
    </message>
    <message>
        <source>keys without a user</source>
        <translation>没有所属用户的密钥</translation>
    </message>
    <message>
        <source>Group</source>
        <comment>column</comment>
        <translation>分组</translation>
    </message>
    <message>
        <source>Budget used</source>
        <comment>column</comment>
        <translation>预算已用</translation>
    </message>
    <message>
        <source>Exactly %1.</source>
        <translation>精确值 %1。</translation>
    </message>
    <message>
        <source>Cache write</source>
        <comment>column: tokens</comment>
        <translation>缓存写入</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <comment>column: tokens</comment>
        <translation>推理</translation>
    </message>
    <message>
        <source>Batch, flex</source>
        <comment>column: calls</comment>
        <translation>批量 / flex</translation>
    </message>
    <message>
        <source>%1 of the cost, at the price for batch and flex</source>
        <translation>其中 %1 按批量与 flex 价格计费</translation>
    </message>
    <message>
        <source>health probes</source>
        <translation>健康探测</translation>
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
    <name>ui::pages::CachePanel</name>
    <message>
        <source>every request</source>
        <comment>what the cache answers</comment>
        <translation>所有请求</translation>
    </message>
    <message>
        <source>temperature 0</source>
        <comment>what the cache answers</comment>
        <translation>temperature 为 0 的请求</translation>
    </message>
    <message>
        <source>all keys of a user</source>
        <comment>who shares an answer</comment>
        <translation>同一用户的所有密钥共享</translation>
    </message>
    <message>
        <source>one key</source>
        <comment>who shares an answer</comment>
        <translation>单个密钥独用</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what the cache answers, who shares it</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Hit ratio</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Hits</source>
        <comment>of the cache</comment>
        <translation>命中次数</translation>
    </message>
    <message>
        <source>Answers kept</source>
        <translation>已缓存的回答</translation>
    </message>
    <message>
        <source>Memory used</source>
        <translation>占用内存</translation>
    </message>
    <message>
        <source>Empty the cache…</source>
        <translation>清空缓存…</translation>
    </message>
    <message>
        <source>Presets that use it</source>
        <translation>使用缓存的预设</translation>
    </message>
    <message>
        <source>The cache is switched off: GATEWAY_CACHE_BYTES or GATEWAY_CACHE_ENTRIES is 0.</source>
        <translation>缓存已关闭：GATEWAY_CACHE_BYTES 或 GATEWAY_CACHE_ENTRIES 为 0。</translation>
    </message>
    <message>
        <source>No request has asked the cache since the gateway&apos;s start. Presets ask it for temperature 0 unless they say otherwise.</source>
        <translation>网关启动以来没有请求查询过缓存。除非另有设置，预设会对 temperature 为 0 的请求查询缓存。</translation>
    </message>
    <message>
        <source>Answers that are kept in this gateway&apos;s memory and given again, since its start. What is answered from here never goes upstream.</source>
        <translation>自网关启动以来，保存在其内存中并再次给出的回答。由缓存回答的请求不会发往上游。</translation>
    </message>
    <message>
        <source>of %1 requests that asked it</source>
        <translation>共 %1 次查询</translation>
    </message>
    <message>
        <source>nobody has asked it</source>
        <translation>尚无查询</translation>
    </message>
    <message>
        <source>%1 fetched · %2 went past it</source>
        <comment>misses, bypasses</comment>
        <translation>%1 次回源 · %2 次绕过</translation>
    </message>
    <message>
        <source>of at most %1</source>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>of %1: the oldest answers make room</source>
        <translation>上限 %1：最旧的回答会让出空间</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>preset, what the cache does for it</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>No preset lets the cache answer. Edit a preset to change that.</source>
        <translation>没有预设启用缓存。可编辑预设来更改。</translation>
    </message>
    <message numerus="yes">
        <source>and %n answer(s) without a known price</source>
        <comment>of the cache</comment>
        <translation>
            <numerusform>另有 %n 个回答价格未知</numerusform>
        </translation>
    </message>
    <message>
        <source>no answer was given yet</source>
        <translation>尚未给出回答</translation>
    </message>
    <message>
        <source>%1: %2; saved %3 since the start</source>
        <comment>preset, what the cache does for it, money</comment>
        <translation>%1：%2；自启动以来节省 %3</translation>
    </message>
    <message>
        <source>Saved</source>
        <comment>money, by the cache</comment>
        <translation>已节省</translation>
    </message>
    <message>
        <source>%1 fetched</source>
        <comment>misses</comment>
        <translation>%1 次回源</translation>
    </message>
    <message>
        <source>since the start, at the providers&apos; prices</source>
        <translation>自启动以来，按供应商价格计</translation>
    </message>
    <message>
        <source>since the start</source>
        <comment>money saved</comment>
        <translation>自启动以来</translation>
    </message>
</context>
<context>
    <name>ui::pages::ChangeMarks</name>
    <message>
        <source>%1: %2</source>
        <comment>change: target</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>change, detail</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>ui::pages::CircuitOpenDialog</name>
    <message>
        <source>Outage</source>
        <comment>reason to open a circuit</comment>
        <translation>故障</translation>
    </message>
    <message>
        <source>Errors</source>
        <comment>reason to open a circuit</comment>
        <translation>错误率高</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <comment>reason to open a circuit</comment>
        <translation>维护</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>reason to open a circuit</comment>
        <translation>其他</translation>
    </message>
    <message>
        <source>Open the circuit of %1 · %2?</source>
        <translation>熔断 %1 · %2？</translation>
    </message>
    <message>
        <source>Nothing is sent to it from the next request on; other routes get its share. When the time is over one request tries it.</source>
        <translation>从下一个请求起不再发往它，份额由其他路由承担。到时后由一个请求试探。</translation>
    </message>
    <message>
        <source>Hold to stop %1 · %2</source>
        <translation>按住以停止 %1 · %2</translation>
    </message>
    <message>
        <source>It is the last route that serves: requests to these presets will be refused with 503: %1</source>
        <translation>这是最后一条可用路由：以下预设的请求将以 503 拒绝：%1</translation>
    </message>
    <message>
        <source>Type the model&apos;s name to go on</source>
        <translation>输入模型名称以继续</translation>
    </message>
    <message>
        <source>Type %1 to go on</source>
        <translation>输入 %1 以继续</translation>
    </message>
    <message>
        <source>For how many seconds</source>
        <translation>持续秒数</translation>
    </message>
    <message>
        <source> s</source>
        <comment>behind a number of seconds</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>For</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>60 min</source>
        <translation>60 分钟</translation>
    </message>
    <message>
        <source>Open for %1</source>
        <translation>熔断 %1</translation>
    </message>
    <message>
        <source>Type the model&apos;s name first.</source>
        <translation>请先输入模型名称。</translation>
    </message>
    <message>
        <source>until %1</source>
        <comment>time of day or date</comment>
        <translation>至 %1</translation>
    </message>
</context>
<context>
    <name>ui::pages::CircuitOpener</name>
    <message>
        <source>There is no closed circuit that belongs to this group.</source>
        <translation>该分组没有处于闭合（放行）状态的熔断器。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider · model</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ui::pages::CircuitPanel</name>
    <message>
        <source>ordered by an operator</source>
        <translation>操作员指令</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>error code, sentence</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>What became of this circuit</source>
        <translation>该熔断器的经过</translation>
    </message>
    <message>
        <source>Open (stop)…</source>
        <comment>circuit</comment>
        <translation>熔断（停止）…</translation>
    </message>
    <message>
        <source>Close now…</source>
        <comment>circuit</comment>
        <translation>立即闭合…</translation>
    </message>
    <message>
        <source>Circuits</source>
        <translation>熔断</translation>
    </message>
    <message>
        <source>No upstream has been called yet, and no preset names one.</source>
        <translation>尚未调用任何上游，也没有预设引用上游。</translation>
    </message>
    <message>
        <source>Every circuit is open, so requests are refused with 503: %1</source>
        <translation>所有熔断器都已断开，请求以 503 拒绝：%1</translation>
    </message>
    <message>
        <source>Choose a circuit to see what became of it.</source>
        <translation>选择一个熔断器查看其经过。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>provider · model, state</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Order by %1: %2</source>
        <translation>%1 的指令：%2</translation>
    </message>
    <message>
        <source>Presets that call it: %1</source>
        <translation>引用它的预设：%1</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>state of a circuit, reason</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>time, what happened</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>It has not opened since the gateway started.</source>
        <translation>自网关启动以来没有熔断过。</translation>
    </message>
</context>
<context>
    <name>ui::pages::DataTable</name>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>Right-click to choose columns, drag to move or widen them</source>
        <translation>右键选择要显示的列，拖动可移动列或调整宽度</translation>
    </message>
</context>
<context>
    <name>ui::pages::ErrorDetails</name>
    <message>
        <source>No group selected</source>
        <translation>未选择分组</translation>
    </message>
    <message>
        <source>Select a row to see what it means and what to do.</source>
        <translation>选择一行，查看其含义和处理办法。</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message numerus="yes">
        <source>%1 of all errors here · HTTP %2
First %3
Last %4
%n key(s) affected</source>
        <translation>
            <numerusform>占此处全部错误的 %1 · HTTP %2
首次 %3
最近 %4
影响 %n 个密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>group of errors: count</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Show these in the live traffic</source>
        <translation>在实时流量中显示这些请求</translation>
    </message>
    <message>
        <source>What the requests were told</source>
        <translation>请求收到的信息</translation>
    </message>
    <message>
        <source>No message was kept.</source>
        <translation>没有保留信息。</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) · open the newest</source>
        <translation>
            <numerusform>%n 次 · 打开最新一次</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the newest request with: %1</source>
        <translation>打开最新的请求：%1</translation>
    </message>
</context>
<context>
    <name>ui::pages::ErrorsPage</name>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>When they failed</source>
        <translation>失败时间</translation>
    </message>
    <message>
        <source>Errors over time</source>
        <translation>错误随时间的变化</translation>
    </message>
    <message>
        <source>5xx and broken answers</source>
        <comment>chart series</comment>
        <translation>5xx 与中断的回复</translation>
    </message>
    <message>
        <source>other 4xx</source>
        <comment>chart series</comment>
        <translation>其他 4xx</translation>
    </message>
    <message>
        <source>No errors in this range</source>
        <translation>所选时段没有错误</translation>
    </message>
    <message>
        <source>Double-click a bar to see its time alone</source>
        <translation>双击柱形，只看该时段</translation>
    </message>
    <message>
        <source>Group the errors by</source>
        <translation>错误分组方式</translation>
    </message>
    <message>
        <source>By error code</source>
        <comment>grouping</comment>
        <translation>按错误码</translation>
    </message>
    <message>
        <source>By provider</source>
        <comment>grouping</comment>
        <translation>按供应商</translation>
    </message>
    <message>
        <source>By model</source>
        <comment>grouping</comment>
        <translation>按模型</translation>
    </message>
    <message>
        <source>By key</source>
        <comment>grouping</comment>
        <translation>按密钥</translation>
    </message>
    <message>
        <source>By instance</source>
        <comment>grouping</comment>
        <translation>按实例</translation>
    </message>
    <message>
        <source>Show the whole range again</source>
        <translation>重新显示整个时段</translation>
    </message>
    <message>
        <source>Show in live traffic</source>
        <translation>在实时流量中显示</translation>
    </message>
    <message>
        <source>Open the newest request</source>
        <translation>打开最新请求</translation>
    </message>
    <message>
        <source>Open the provider</source>
        <translation>打开供应商</translation>
    </message>
    <message>
        <source>Every request that came was answered.</source>
        <translation>每个到达的请求都得到了答复。</translation>
    </message>
    <message>
        <source>Groups of errors</source>
        <translation>错误分组</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n request(s) failed, %2</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 次请求中有 %1 次失败，%2</numerusform>
        </translation>
    </message>
    <message>
        <source>only the newest are counted, since %1</source>
        <translation>只统计最新的部分，自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) came and none failed.</source>
        <translation>
            <numerusform>共 %n 次请求，没有失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>There were no requests either.</source>
        <translation>这段时间也没有请求。</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from one time to another</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>What fails there</source>
        <translation>那里的错误</translation>
    </message>
    <message>
        <source>Where it fails</source>
        <translation>失败位置</translation>
    </message>
    <message>
        <source>Select a group first.</source>
        <translation>请先选择一个分组。</translation>
    </message>
    <message>
        <source>The log names no request.</source>
        <translation>日志中没有对应的请求。</translation>
    </message>
    <message>
        <source>Open the key</source>
        <translation>打开密钥</translation>
    </message>
    <message>
        <source>Open providers</source>
        <translation>打开供应商</translation>
    </message>
    <message>
        <source>These requests named no key that is known.</source>
        <translation>这些请求没有使用已知的密钥。</translation>
    </message>
    <message>
        <source>There are no rows.</source>
        <translation>没有数据行。</translation>
    </message>
    <message>
        <source>Export the groups of errors</source>
        <translation>导出错误分组</translation>
    </message>
    <message>
        <source>Open circuit</source>
        <comment>task</comment>
        <translation>熔断</translation>
    </message>
    <message>
        <source>%1 is stopped.</source>
        <translation>%1 已停止。</translation>
    </message>
    <message>
        <source>What it means</source>
        <comment>Markdown column</comment>
        <translation>含义</translation>
    </message>
    <message>
        <source>Count</source>
        <comment>Markdown column</comment>
        <translation>次数</translation>
    </message>
    <message>
        <source>Share</source>
        <comment>Markdown column</comment>
        <translation>占比</translation>
    </message>
    <message>
        <source>5 min</source>
        <comment>Markdown column</comment>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>Markdown column</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>First</source>
        <comment>Markdown column</comment>
        <translation>首次</translation>
    </message>
    <message>
        <source>Last</source>
        <comment>Markdown column</comment>
        <translation>最近</translation>
    </message>
    <message>
        <source>Newest request</source>
        <comment>Markdown column</comment>
        <translation>最新请求</translation>
    </message>
    <message>
        <source>Open circuit…</source>
        <translation>熔断…</translation>
    </message>
    <message>
        <source>These requests reached no provider.</source>
        <translation>这些请求没有到达供应商。</translation>
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
    <name>ui::pages::LatencyCauses</name>
    <message>
        <source>Possible causes</source>
        <translation>可能原因</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>没有明显异常。</translation>
    </message>
</context>
<context>
    <name>ui::pages::LatencyPage</name>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>No measured requests in this range</source>
        <translation>所选时段没有测得的请求</translation>
    </message>
    <message>
        <source>As soon as requests reach a provider, their times stand here.</source>
        <translation>一有请求到达供应商，这里就会显示其用时。</translation>
    </message>
    <message>
        <source>Show one route alone</source>
        <translation>只看一条路由</translation>
    </message>
    <message>
        <source>All routes</source>
        <comment>filter</comment>
        <translation>所有路由</translation>
    </message>
    <message>
        <source>From when on a request counts as slow</source>
        <translation>超过多久算慢请求</translation>
    </message>
    <message>
        <source>Show all slow requests again</source>
        <translation>重新显示所有慢请求</translation>
    </message>
    <message>
        <source>This route alone</source>
        <translation>只看此路由</translation>
    </message>
    <message>
        <source>Show in live traffic</source>
        <translation>在实时流量中显示</translation>
    </message>
    <message>
        <source>Open the request</source>
        <translation>打开请求</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>分位数</translation>
    </message>
    <message>
        <source>Latency quantiles over time</source>
        <translation>延迟分位数随时间的变化</translation>
    </message>
    <message>
        <source>P95 threshold %1</source>
        <translation>P95 阈值 %1</translation>
    </message>
    <message>
        <source>How many took how long</source>
        <translation>延迟分布</translation>
    </message>
    <message>
        <source>Heat-map of latency over time</source>
        <translation>延迟随时间变化的热力图</translation>
    </message>
    <message>
        <source>Choose a cell to see its requests</source>
        <translation>选择一格，查看其中的请求</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>时间花在哪里</translation>
    </message>
    <message>
        <source>By provider and model</source>
        <translation>按供应商和模型</translation>
    </message>
    <message>
        <source>Latency by provider and model</source>
        <translation>各供应商和模型的延迟</translation>
    </message>
    <message>
        <source>Slow requests</source>
        <translation>慢请求</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 次请求</numerusform>
        </translation>
    </message>
    <message>
        <source>First byte</source>
        <comment>part of a request&apos;s time</comment>
        <translation>首字节</translation>
    </message>
    <message>
        <source>Requests of the cell</source>
        <translation>此格中的请求</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>threshold</comment>
        <translation>%1 起</translation>
    </message>
    <message>
        <source>the newest %1 of them %2</source>
        <comment>number, threshold</comment>
        <translation>其中最新的 %1 条 %2</translation>
    </message>
    <message>
        <source>These requests are no longer in the log.</source>
        <translation>这些请求已不在日志中。</translation>
    </message>
    <message>
        <source>No request took longer than %1.</source>
        <translation>没有请求超过 %1。</translation>
    </message>
    <message>
        <source>Select a slow request first.</source>
        <translation>请先选择一个慢请求。</translation>
    </message>
    <message>
        <source>Select a route first.</source>
        <translation>请先选择一条路由。</translation>
    </message>
    <message>
        <source>Export the latency of this range</source>
        <translation>导出该时段的延迟</translation>
    </message>
    <message>
        <source>Possible causes</source>
        <translation>可能原因</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>没有明显异常。</translation>
    </message>
    <message>
        <source>Provider</source>
        <comment>Markdown column</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Model</source>
        <comment>Markdown column</comment>
        <translation>模型</translation>
    </message>
    <message>
        <source>Requests</source>
        <comment>Markdown column</comment>
        <translation>请求</translation>
    </message>
    <message>
        <source>Mean</source>
        <comment>Markdown column</comment>
        <translation>平均</translation>
    </message>
    <message>
        <source>Slow requests from %1</source>
        <translation>慢于 %1 的请求</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>Markdown column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Latency</source>
        <comment>Markdown column</comment>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Trace id</source>
        <comment>Markdown column</comment>
        <translation>Trace ID</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Slow from </source>
        <comment>before a number of milliseconds</comment>
        <translation>慢于 </translation>
    </message>
    <message>
        <source> ms</source>
        <comment>behind a number of milliseconds</comment>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>too few for a P95 or P99 (at least %1)</source>
        <translation>样本不足，无法得出 P95 或 P99（至少 %1）</translation>
    </message>
    <message>
        <source>Circuits</source>
        <translation>熔断</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>依赖</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>the gravest %1 of %2</source>
        <comment>causes</comment>
        <translation>最严重的 %1 项，共 %2 项</translation>
    </message>
    <message>
        <source>There are no rows.</source>
        <translation>没有记录。</translation>
    </message>
    <message>
        <source>Queue</source>
        <comment>Markdown column</comment>
        <translation>排队</translation>
    </message>
    <message>
        <source>Gateway</source>
        <comment>Markdown column</comment>
        <translation>网关</translation>
    </message>
    <message>
        <source>Provider&apos;s share</source>
        <comment>Markdown column</comment>
        <translation>供应商部分</translation>
    </message>
    <message>
        <source>since %1; nothing before</source>
        <comment>charts</comment>
        <translation>自 %1 起，此前无数据</translation>
    </message>
    <message>
        <source>Gateway</source>
        <comment>whose part of a request&apos;s time</comment>
        <translation>网关</translation>
    </message>
    <message>
        <source>Provider</source>
        <comment>whose part of a request&apos;s time</comment>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Queue</source>
        <comment>part of a request&apos;s time: inside the gateway before its first call</comment>
        <translation>排队</translation>
    </message>
    <message>
        <source>Own work</source>
        <comment>part of a request&apos;s time: the gateway&apos;s</comment>
        <translation>自身处理</translation>
    </message>
    <message>
        <source>Connect</source>
        <comment>part of a request&apos;s time: TCP</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Streaming</source>
        <comment>part of a request&apos;s time</comment>
        <translation>流式输出</translation>
    </message>
    <message>
        <source>Sending the body</source>
        <comment>part of a request&apos;s time</comment>
        <translation>发送请求体</translation>
    </message>
    <message>
        <source>Client</source>
        <comment>whose part of a request&apos;s time</comment>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Queue is the time inside the gateway before the first call of a provider goes out; own work is all else it does itself.</source>
        <translation>排队是请求在网关内、首次调用供应商之前的时间；自身处理是网关其余的全部耗时。</translation>
    </message>
    <message>
        <source>mean of a request</source>
        <translation>单次请求平均</translation>
    </message>
</context>
<context>
    <name>ui::pages::LimitDialog</name>
    <message>
        <source>Limit a user, preset or address</source>
        <translation>限制用户、预设或地址</translation>
    </message>
    <message>
        <source>The limits hold for the next request on every worker. An empty field is no limit of its own.</source>
        <translation>限额从下一个请求起在每个工作线程上生效。留空表示没有自身限额。</translation>
    </message>
    <message>
        <source>Set limits</source>
        <translation>设置限额</translation>
    </message>
    <message>
        <source>Change limits</source>
        <translation>修改限额</translation>
    </message>
    <message>
        <source>as configured</source>
        <translation>按配置</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>每分钟请求数</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>每分钟 token 数</translation>
    </message>
    <message>
        <source>Tokens in 24 hours</source>
        <translation>24 小时 token 数</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Budget in all (USD)</source>
        <translation>总预算（美元）</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>无预算</translation>
    </message>
    <message>
        <source>Budget a day (USD)</source>
        <translation>每日预算（美元）</translation>
    </message>
    <message>
        <source>no budget; a day begins at 00:00 UTC</source>
        <translation>无预算；每日从 00:00 UTC 开始</translation>
    </message>
    <message>
        <source>Budget a month (USD)</source>
        <translation>每月预算（美元）</translation>
    </message>
    <message>
        <source>no budget; a month begins on the 1st, 00:00 UTC</source>
        <translation>无预算；每月从 1 日 00:00 UTC 开始</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Whose limits</source>
        <translation>谁的限额</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>An address or a range such as 203.0.113.0/24. Each address in it is counted by itself, IPv6 by its /64.</source>
        <translation>地址或网段，例如 203.0.113.0/24。其中每个地址单独计数，IPv6 按 /64 计数。</translation>
    </message>
    <message>
        <source>Say whose limits these are.</source>
        <translation>请说明这是谁的限额。</translation>
    </message>
    <message>
        <source>%1 must be a whole number from 1 on, or empty.</source>
        <comment>field</comment>
        <translation>%1 必须是不小于 1 的整数，或留空。</translation>
    </message>
    <message>
        <source>%1 must be an amount such as 12.50, or empty.</source>
        <comment>field</comment>
        <translation>%1 必须是金额，例如 12.50，或留空。</translation>
    </message>
    <message>
        <source>Set at least one limit.</source>
        <translation>请至少设置一项限额。</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>没有任何修改。</translation>
    </message>
    <message>
        <source>Only keys and users have budgets.</source>
        <translation>只有密钥和用户有预算。</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>复核…</translation>
    </message>
    <message>
        <source>Limits: %1</source>
        <translation>限额：%1</translation>
    </message>
</context>
<context>
    <name>ui::pages::LimitReview</name>
    <message>
        <source>%1 (inherited)</source>
        <translation>%1（继承）</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>无预算</translation>
    </message>
    <message>
        <source>Remove limits</source>
        <translation>移除限额</translation>
    </message>
    <message>
        <source>Apply limits</source>
        <translation>应用限额</translation>
    </message>
    <message>
        <source>This gateway may be in production: %1.</source>
        <translation>此网关可能是生产环境：%1。</translation>
    </message>
    <message>
        <source>This gateway is in production: %1.</source>
        <translation>此网关为生产环境：%1。</translation>
    </message>
    <message>
        <source>It holds for all of them that have no limits of their own, from the next request on.</source>
        <translation>对所有没有自身限额的对象，从下一个请求起生效。</translation>
    </message>
    <message>
        <source>It holds from the next request on.</source>
        <translation>从下一个请求起生效。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>where. from when on</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason, for the audit log (optional)</source>
        <translation>原因，记入审计日志（可选）</translation>
    </message>
    <message>
        <source>Undo is offered afterwards. The change and its undo stand in the audit log.</source>
        <translation>完成后可撤销。变更与撤销都会记入审计日志。</translation>
    </message>
    <message>
        <source>Limit</source>
        <comment>column</comment>
        <translation>限额</translation>
    </message>
    <message>
        <source>So far</source>
        <comment>column</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>From now on</source>
        <comment>column</comment>
        <translation>变更后</translation>
    </message>
    <message>
        <source>Nothing that can be played through the last day gets tighter.</source>
        <translation>没有可用过去 24 小时流量验证的限额被收紧。</translation>
    </message>
    <message>
        <source>Looking through the last 24 hours…</source>
        <translation>正在查看过去 24 小时…</translation>
    </message>
    <message>
        <source>%1 requests came in the last minute: about %2 a minute will be refused at once.</source>
        <translation>最近一分钟有 %1 个请求：将立即拒绝约 %2 次/分。</translation>
    </message>
    <message>
        <source>Review limits: %1</source>
        <translation>复核限额：%1</translation>
    </message>
</context>
<context>
    <name>ui::pages::LimitWhatIf</name>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Requests a minute to try</source>
        <translation>要试算的每分钟请求数</translation>
    </message>
    <message>
        <source>Tokens a minute to try</source>
        <translation>要试算的每分钟 token 数</translation>
    </message>
    <message>
        <source>Requests let in and refused over the last 24 hours</source>
        <translation>最近 24 小时放行与拒绝的请求</translation>
    </message>
    <message>
        <source>Let in</source>
        <comment>chart series</comment>
        <translation>放行</translation>
    </message>
    <message>
        <source>Refused</source>
        <comment>chart series</comment>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>No requests in the last 24 hours</source>
        <translation>最近 24 小时没有请求</translation>
    </message>
    <message>
        <source>Requests/min</source>
        <translation>请求/分</translation>
    </message>
    <message>
        <source>Tokens/min</source>
        <translation>Token/分</translation>
    </message>
    <message>
        <source>%1 held to</source>
        <comment>whose limit is tried</comment>
        <translation>若“%1”限制为</translation>
    </message>
    <message>
        <source>Select a line first.</source>
        <translation>请先选择一行。</translation>
    </message>
    <message>
        <source>Looking through the last 24 hours…</source>
        <translation>正在回放最近 24 小时…</translation>
    </message>
    <message>
        <source>No requests came in the last 24 hours.</source>
        <translation>最近 24 小时没有请求。</translation>
    </message>
    <message>
        <source>The most in any minute was %1, at %2.</source>
        <translation>任意一分钟内最多 %1 次，时间 %2。</translation>
    </message>
    <message>
        <source>None of the %1 requests of the last 24 hours would have been refused.</source>
        <translation>最近 24 小时的 %1 次请求都不会被拒绝。</translation>
    </message>
    <message>
        <source>%1 of the %2 requests of the last 24 hours would have been refused (%3).</source>
        <translation>最近 24 小时的 %2 次请求中有 %1 次会被拒绝（%3）。</translation>
    </message>
    <message>
        <source>Worst minute: %1, with %2 of %3 refused.</source>
        <translation>最严重的一分钟：%1，%3 次中拒绝 %2 次。</translation>
    </message>
    <message>
        <source>Only the time since %1 was looked at: the log holds more requests than are read at once.</source>
        <translation>仅统计 %1 之后：日志中的请求多于一次可读取的数量。</translation>
    </message>
    <message>
        <source>%1 were refused when they came; no tokens are known of them.</source>
        <translation>其中 %1 次当时已被拒绝，其 token 数未知。</translation>
    </message>
    <message>
        <source>The only request of the last 24 hours would not have been refused.</source>
        <translation>最近 24 小时只有 1 次请求，不会被拒绝。</translation>
    </message>
    <message numerus="yes">
        <source>Each is counted by itself; %n had requests.</source>
        <comment>subjects of a limit</comment>
        <translation>
            <numerusform>各自单独计数，其中 %n 个有请求。</numerusform>
        </translation>
    </message>
    <message>
        <source>Set this limit…</source>
        <translation>设为此限额…</translation>
    </message>
    <message>
        <source>Set the limit that is tried</source>
        <translation>将试算的数值设为限额</translation>
    </message>
    <message>
        <source>As of %1; F5 looks again.</source>
        <translation>数据截至 %1，按 F5 重新计算。</translation>
    </message>
</context>
<context>
    <name>ui::pages::LimitsPage</name>
    <message>
        <source>%1 %2</source>
        <comment>what failed. why</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Only %1 of %2 workers have said within a second that they hold to it. Look again in a moment.</source>
        <translation>一秒内只有 %1/%2 个工作线程确认生效。请稍后再看。</translation>
    </message>
    <message>
        <source>Set limits</source>
        <comment>task</comment>
        <translation>设置限额</translation>
    </message>
    <message>
        <source>The limits of %1 could not be set.</source>
        <translation>无法设置 %1 的限额。</translation>
    </message>
    <message>
        <source>The limits of %1 hold.</source>
        <translation>%1 的限额已生效。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo a change of limits</source>
        <comment>task</comment>
        <translation>撤销限额修改</translation>
    </message>
    <message>
        <source>Remove the limits of %1</source>
        <translation>移除 %1 的限额</translation>
    </message>
    <message>
        <source>From the next request on nothing of its own limits %1. Limits of other scopes stay.</source>
        <translation>从下一个请求起，%1 没有自身限额。其他范围的限额不变。</translation>
    </message>
    <message>
        <source>Remove limits</source>
        <translation>移除限额</translation>
    </message>
    <message>
        <source>Remove limits</source>
        <comment>task</comment>
        <translation>移除限额</translation>
    </message>
    <message>
        <source>The limits of %1 could not be removed.</source>
        <translation>无法移除 %1 的限额。</translation>
    </message>
    <message>
        <source>%1 has no limits of its own.</source>
        <translation>%1 已没有自身限额。</translation>
    </message>
    <message>
        <source>Undo the removal of limits</source>
        <comment>task</comment>
        <translation>撤销限额移除</translation>
    </message>
    <message>
        <source>Count %1 afresh</source>
        <translation>重新计数 %1</translation>
    </message>
    <message>
        <source>Requests and tokens of the last minute and day are forgotten: whoever is refused now may call at once. Budgets and running requests stay as they are.</source>
        <translation>最近一分钟和一天的请求与 token 计数将被清零：当前被拒绝的调用方可以立即再次调用。预算和进行中的请求保持不变。</translation>
    </message>
    <message>
        <source>Count afresh</source>
        <translation>重新计数</translation>
    </message>
    <message>
        <source>Count afresh</source>
        <comment>task</comment>
        <translation>重新计数</translation>
    </message>
    <message>
        <source>The counters of %1 stay as they were.</source>
        <translation>%1 的计数器保持不变。</translation>
    </message>
    <message>
        <source>%1 is counted afresh.</source>
        <translation>%1 已重新计数。</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>限流</translation>
    </message>
    <message>
        <source>Add a limit…</source>
        <translation>添加限额…</translation>
    </message>
    <message>
        <source>Search limits</source>
        <translation>搜索限额</translation>
    </message>
    <message>
        <source>Search name, address or operator</source>
        <translation>搜索名称、地址或操作者</translation>
    </message>
    <message>
        <source>Show limits of this scope</source>
        <translation>显示此范围的限额</translation>
    </message>
    <message>
        <source>All scopes</source>
        <comment>filter</comment>
        <translation>全部范围</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Count afresh…</source>
        <translation>重新计数…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Key to explain</source>
        <translation>要说明的密钥</translation>
    </message>
    <message>
        <source>Limits of the chosen key</source>
        <translation>所选密钥的限额</translation>
    </message>
    <message numerus="yes">
        <source>%n subject(s) with limits of their own</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n 个对象有自身限额</numerusform>
        </translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name and prefix of a key</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Limits of the key</source>
        <translation>密钥的限额</translation>
    </message>
    <message>
        <source>Nothing of this scope has limits of its own.</source>
        <translation>此范围内没有自身限额。</translation>
    </message>
    <message>
        <source>Select a line first.</source>
        <translation>请先选择一行。</translation>
    </message>
    <message>
        <source>Counters belong to single addresses.</source>
        <translation>计数器属于单个地址。</translation>
    </message>
    <message>
        <source>Nothing is set here.</source>
        <translation>此处未设置任何限额。</translation>
    </message>
    <message>
        <source>Clear the counters of the whole scope %1</source>
        <translation>清空整个范围“%1”的计数器</translation>
    </message>
    <message>
        <source>Clear counters</source>
        <translation>清空计数器</translation>
    </message>
    <message>
        <source>This cannot be undone: what was counted is gone.</source>
        <translation>不可撤销：已有的计数将丢失。</translation>
    </message>
    <message>
        <source>Explanation and what-if</source>
        <translation>生效说明与假设分析</translation>
    </message>
    <message>
        <source>What holds</source>
        <comment>tab</comment>
        <translation>生效限制</translation>
    </message>
    <message>
        <source>What if</source>
        <comment>tab</comment>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Preset whose limits count too</source>
        <translation>同时计入其限制的预设</translation>
    </message>
    <message>
        <source>Any preset</source>
        <comment>no preset chosen</comment>
        <translation>任意预设</translation>
    </message>
    <message>
        <source>Address whose limits count too</source>
        <translation>同时计入其限制的地址</translation>
    </message>
    <message>
        <source>any address</source>
        <translation>任意地址</translation>
    </message>
    <message>
        <source>Key</source>
        <comment>whose limits are explained</comment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>calls</source>
        <comment>a key calls a preset</comment>
        <translation>调用</translation>
    </message>
    <message>
        <source>from</source>
        <comment>an address</comment>
        <translation>来自</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>The limits of the caller&apos;s address, such as 203.0.113.7, count too.</source>
        <translation>调用方地址（如 203.0.113.7）的限制也会计入。</translation>
    </message>
    <message>
        <source>Write one address, such as 203.0.113.7 or 2001:db8::1.</source>
        <translation>请填写一个地址，例如 203.0.113.7 或 2001:db8::1。</translation>
    </message>
    <message>
        <source>No limit and no budget holds for this call.</source>
        <translation>此调用不受任何限制和预算约束。</translation>
    </message>
    <message>
        <source>Export the limits shown</source>
        <translation>导出当前显示的限制</translation>
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
        <source>%n row(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>已将 %n 行写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Clear counters…</source>
        <translation>清空计数器…</translation>
    </message>
    <message>
        <source>Choose in the filter whose counters to clear.</source>
        <translation>请先在筛选中选择要清空哪个范围的计数器。</translation>
    </message>
    <message>
        <source>There are no rows.</source>
        <translation>没有数据行。</translation>
    </message>
    <message>
        <source>What the last day says to it is not known: %1</source>
        <translation>无法得知过去 24 小时的情况：%1</translation>
    </message>
    <message>
        <source>No limits are set</source>
        <translation>尚未设置限额</translation>
    </message>
    <message>
        <source>Limit all keys, or a key, a user, a preset or an address.</source>
        <translation>可为所有密钥、某个密钥、用户、预设或地址设置限额。</translation>
    </message>
    <message>
        <source>There is no active key. Create one on the page API keys.</source>
        <translation>没有有效的密钥。请在“API 密钥”页新建。</translation>
    </message>
    <message>
        <source>Try a number first.</source>
        <translation>请先填写要尝试的数值。</translation>
    </message>
</context>
<context>
    <name>ui::pages::ListParts</name>
    <message>
        <source>Copy row</source>
        <translation>复制整行</translation>
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
</context>
<context>
    <name>ui::pages::OverviewTiles</name>
    <message>
        <source>Requests/s</source>
        <translation>请求/秒</translation>
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
    <message>
        <source>5xx error rate</source>
        <translation>5xx 错误率</translation>
    </message>
    <message>
        <source>now %1 · warn %2</source>
        <comment>P95 of this moment, threshold</comment>
        <translation>当前 %1 · 警告 %2</translation>
    </message>
    <message>
        <source>P95 of all requests of the range. The chart and &quot;now&quot; show the newest moment alone. Warns from %1, critical from %2.</source>
        <translation>所选时段内全部请求的 P95；图表和“当前”只反映最新时刻。达到 %1 时警告，达到 %2 时为严重。</translation>
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
    <name>ui::pages::PresetCacheFields</name>
    <message>
        <source>Answer again from the cache</source>
        <translation>由缓存再次回答</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Requests with temperature 0</source>
        <translation>temperature 为 0 的请求</translation>
    </message>
    <message>
        <source>Every request</source>
        <translation>所有请求</translation>
    </message>
    <message>
        <source>Who shares an answer</source>
        <translation>共享范围</translation>
    </message>
    <message>
        <source>One key</source>
        <translation>单个密钥</translation>
    </message>
    <message>
        <source>All keys of a user</source>
        <translation>同一用户的所有密钥</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>保留时间</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds behind a number</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>As the gateway&apos;s setting says</source>
        <translation>按网关设置</translation>
    </message>
    <message>
        <source>Charged, of its price</source>
        <translation>按原价收取</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不收取</translation>
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
    <message>
        <source>What the file says of the cache is not complete or out of range.</source>
        <translation>文件中的缓存设置不完整或超出范围。</translation>
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
        <source>Of two routes drawn at random the one that is expected to answer sooner is taken; weights do not count, 0 leaves a route out.</source>
        <translation>随机抽取两条路由，取预计应答更快的一条；权重不参与计算，权重 0 则排除该路由。</translation>
    </message>
    <message>
        <source>The route with the fewest requests under way for its weight is taken.</source>
        <translation>取按权重折算后进行中请求最少的路由。</translation>
    </message>
    <message>
        <source>A user, or a conversation named in the header x-gateway-conversation, stays with one route; new ones are spread by weight.</source>
        <translation>同一用户，或请求头 x-gateway-conversation 指明的同一会话，固定在一条路由上；新的按权重分配。</translation>
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
    <message>
        <source>Probe</source>
        <translation>探测</translation>
    </message>
    <message>
        <source>its model list, every %1 s</source>
        <translation>模型列表，每 %1 秒</translation>
    </message>
    <message>
        <source>none</source>
        <comment>probe of a provider</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>the gateway&apos;s own</source>
        <comment>time limits</comment>
        <translation>采用网关默认值</translation>
    </message>
    <message>
        <source>kept sealed</source>
        <comment>credential</comment>
        <translation>已加密保存</translation>
    </message>
    <message>
        <source>The gateway asks the model for one token…</source>
        <translation>网关正在向模型请求一个词元……</translation>
    </message>
    <message>
        <source>an unknown price</source>
        <comment>of a model&apos;s call</comment>
        <translation>未知价格</translation>
    </message>
    <message>
        <source>%1 has answered, for %2. It stands in the bill as a health probe.</source>
        <translation>%1 已作答，费用 %2。在账单中列为健康探测。</translation>
    </message>
    <message>
        <source>a real call of %1, every %2 s</source>
        <translation>真实调用 %1，每 %2 秒一次</translation>
    </message>
    <message>
        <source>%1; each costs about %2</source>
        <comment>plan of probes, money</comment>
        <translation>%1；每次约 %2</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>answered at %1 in %2</source>
        <translation>%1 应答，用时 %2</translation>
    </message>
    <message>
        <source>failed at %1: %2</source>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>%1 · next at %2</source>
        <comment>what the last probe has shown</comment>
        <translation>%1 · 下次 %2</translation>
    </message>
    <message>
        <source>Last probe</source>
        <translation>上次探测</translation>
    </message>
    <message>
        <source>A probe finds out whether the provider works before a request does. A real call is skipped while its model answers requests anyway; its cost stands in the bill as health probes.</source>
        <translation>探测在请求之前发现供应商是否可用。模型正在应答请求时跳过真实调用；其费用在账单中列为健康探测。</translation>
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
    <message>
        <source>%1 to %2 s</source>
        <translation>%1 至 %2 秒</translation>
    </message>
    <message>
        <source>For OpenAI and Azure only: leave it empty.</source>
        <translation>仅适用于 OpenAI 和 Azure：请留空。</translation>
    </message>
    <message>
        <source>A model&apos;s name has no blanks and at most 128 characters.</source>
        <translation>模型名称不能含空格，最多 128 个字符。</translation>
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
    <message>
        <source>Probe every (s)</source>
        <translation>探测间隔（秒）</translation>
    </message>
    <message>
        <source>never</source>
        <comment>placeholder of the probe&apos;s interval</comment>
        <translation>从不</translation>
    </message>
    <message>
        <source>The gateway looks so often whether the provider works, so that what does not is passed by before a request finds out. Without a probe model it asks for the model list, which costs nothing and stands in no bill.</source>
        <translation>网关按此间隔检查供应商是否可用，在请求碰到问题之前就绕开它。未填写探测模型时只查询模型列表，不产生费用，也不计入账单。</translation>
    </message>
    <message>
        <source>Probe model</source>
        <translation>探测模型</translation>
    </message>
    <message>
        <source>none — ask for the model list only</source>
        <comment>placeholder of the probe&apos;s model</comment>
        <translation>无——只查询模型列表</translation>
    </message>
    <message>
        <source>Each probe then asks this model for a real answer of one token: only that shows that it answers. It costs a little and stands in the bill as health probes, in nobody&apos;s budget. While the model answers real requests, no probe is made.</source>
        <translation>每次探测都会让该模型真实回答一个词元：只有这样才能确认它能作答。费用很小，在账单中列为“健康探测”，不占用任何人的预算。模型正在应答真实请求时不做探测。</translation>
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
    <message>
        <source>Real call</source>
        <translation>真实调用</translation>
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
    <message>
        <source>Select a circuit first.</source>
        <translation>请先选择一个熔断器。</translation>
    </message>
    <message>
        <source>It is closed: requests are served.</source>
        <translation>已闭合：请求正常放行。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider · model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Close the circuit of %1?</source>
        <translation>闭合 %1 的熔断器？</translation>
    </message>
    <message>
        <source>Requests go to it at once, as if nothing had failed. If it still fails it opens again by itself.</source>
        <translation>请求立即发往它，如同从未失败。若仍失败，会自动再次熔断。</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>闭合 %1</translation>
    </message>
    <message>
        <source>To stop it again, open the circuit.</source>
        <translation>如需再次停止，请重新熔断。</translation>
    </message>
    <message>
        <source>These presets have no upstream that takes requests: %1</source>
        <translation>以下预设没有可接收请求的上游：%1</translation>
    </message>
    <message>
        <source>%1 is stopped.</source>
        <translation>%1 已停止。</translation>
    </message>
    <message>
        <source>%1 serves again.</source>
        <translation>%1 恢复放行。</translation>
    </message>
    <message>
        <source>Open circuit</source>
        <comment>task</comment>
        <translation>熔断</translation>
    </message>
    <message>
        <source>Close circuit</source>
        <comment>task</comment>
        <translation>闭合熔断器</translation>
    </message>
    <message>
        <source>Circuits</source>
        <comment>tab</comment>
        <translation>熔断</translation>
    </message>
    <message>
        <source>Circuits</source>
        <translation>熔断</translation>
    </message>
    <message>
        <source>Nothing is kept.</source>
        <translation>缓存为空。</translation>
    </message>
    <message>
        <source>Empty the cache?</source>
        <translation>清空缓存？</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are forgotten, %1 in all. The next requests for them go upstream and are charged in full.</source>
        <comment>cache</comment>
        <translation>
            <numerusform>将丢弃 %n 条回答，共 %1。之后的相同请求会发往上游并全额计费。</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty the cache</source>
        <translation>清空缓存</translation>
    </message>
    <message>
        <source>This cannot be undone: the cache fills again as requests come.</source>
        <translation>不可撤销：缓存会随新请求重新填充。</translation>
    </message>
    <message>
        <source>The cache could not be emptied. %1</source>
        <translation>无法清空缓存。%1</translation>
    </message>
    <message numerus="yes">
        <source>The cache is empty: %n answer(s) forgotten.</source>
        <comment>cache</comment>
        <translation>
            <numerusform>缓存已清空：丢弃了 %n 条回答。</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty the cache</source>
        <comment>task</comment>
        <translation>清空缓存</translation>
    </message>
    <message>
        <source>Response cache</source>
        <translation>响应缓存</translation>
    </message>
    <message>
        <source>Routing, providers, circuits and cache</source>
        <translation>路由、供应商、熔断与缓存</translation>
    </message>
    <message>
        <source>Cache</source>
        <comment>tab</comment>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Real call (about %1)</source>
        <translation>真实调用（约 %1）</translation>
    </message>
    <message>
        <source>Real call</source>
        <translation>真实调用</translation>
    </message>
    <message>
        <source>Name a probe model first (Edit…).</source>
        <translation>请先填写探测模型（编辑…）。</translation>
    </message>
    <message>
        <source>Asks %1 for one token. Costs about %2, which stands in the bill as a health probe.</source>
        <translation>向 %1 请求一个词元。约需 %2，在账单中列为健康探测。</translation>
    </message>
    <message>
        <source>Asks the probe model for one token. Nobody has set its price: it stands in the bill as unpriced.</source>
        <translation>向探测模型请求一个词元。该模型尚无价格：在账单中列为未定价。</translation>
    </message>
    <message>
        <source>Real call</source>
        <comment>task</comment>
        <translation>真实调用</translation>
    </message>
    <message>
        <source>Latency of the routes</source>
        <translation>路由延迟</translation>
    </message>
    <message>
        <source>Prices of the routes</source>
        <translation>路由价格</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sentence, sentence</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 has been changed meanwhile, so nothing was written.</source>
        <translation>%1 期间已被修改，因此未写入任何内容。</translation>
    </message>
    <message>
        <source>Somebody else has changed %1</source>
        <translation>%1 已被他人修改</translation>
    </message>
    <message>
        <source>Apply to the new state</source>
        <translation>应用到新状态</translation>
    </message>
    <message>
        <source>Discard my draft</source>
        <translation>丢弃我的草稿</translation>
    </message>
    <message>
        <source>Your change to %1 is discarded.</source>
        <translation>已丢弃您对 %1 的修改。</translation>
    </message>
    <message>
        <source>Nothing that can be seen here is different now; a credential may be.</source>
        <translation>这里能看到的内容都没有变化，可能更换了凭据。</translation>
    </message>
    <message>
        <source>Changed meanwhile: %1.</source>
        <translation>期间的修改：%1。</translation>
    </message>
    <message>
        <source>%1
%2
This is what your change would do to that:</source>
        <comment>who, what</comment>
        <translation>%1
%2
您的修改应用到当前状态后的变化：</translation>
    </message>
    <message>
        <source>%1
%2
Your change would go on top of that.</source>
        <comment>who, what</comment>
        <translation>%1
%2
您的修改将应用在其之上。</translation>
    </message>
</context>
<context>
    <name>ui::pages::ReasonField</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason, for the audit log (optional)</source>
        <translation>原因，写入审计日志（可选）</translation>
    </message>
</context>
<context>
    <name>ui::pages::ReportPage</name>
    <message>
        <source>Markdown summary (*.md)</source>
        <translation>Markdown 摘要 (*.md)</translation>
    </message>
    <message>
        <source>Picture of the page (*.png)</source>
        <translation>页面图片 (*.png)</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>无法写入文件 %1：%2</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from one time to another</comment>
        <translation>%1 – %2</translation>
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
    <message>
        <source>no cap</source>
        <comment>in place of a number</comment>
        <translation>无上限</translation>
    </message>
    <message>
        <source>From 1 to %1; 0 is no cap. The next route takes what is beyond.</source>
        <translation>1 到 %1；0 表示无上限。超出部分由下一条路由承担。</translation>
    </message>
    <message>
        <source>Most calls at once</source>
        <translation>最大并发调用数</translation>
    </message>
    <message>
        <source>Most calls a minute</source>
        <translation>每分钟最大调用数</translation>
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
    <message>
        <source>no cap</source>
        <comment>in place of a number</comment>
        <translation>无上限</translation>
    </message>
    <message>
        <source>Most calls at once</source>
        <translation>最大并发调用数</translation>
    </message>
    <message>
        <source>Most calls a minute</source>
        <translation>每分钟最大调用数</translation>
    </message>
    <message>
        <source>No room for: %1. Right-click a heading to choose columns.</source>
        <comment>columns of the table</comment>
        <translation>宽度不足，未显示：%1。右键点击表头可选择列。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between columns</comment>
        <translation>、</translation>
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
    <message>
        <source>Master key</source>
        <translation>主密钥</translation>
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
    <message>
        <source>Attempts, and why</source>
        <translation>尝试与原因</translation>
    </message>
    <message>
        <source>Attempts</source>
        <comment>tab</comment>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Why?</source>
        <comment>tab</comment>
        <translation>为什么？</translation>
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
    <name>ui::pages::TraceWhy</name>
    <message>
        <source>Routes that could have been taken</source>
        <translation>可选的路由</translation>
    </message>
    <message>
        <source>No upstream was chosen.</source>
        <translation>没有选择上游。</translation>
    </message>
    <message>
        <source>The gateway has not kept why this request went where it went.</source>
        <translation>网关没有保留该请求的路由原因。</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <comment>advice</comment>
        <translation>处理建议：%1</translation>
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
    <name>ui::pages::UsagePage</name>
    <message>
        <source>Export the use and cost of this period</source>
        <translation>导出此时段的用量与费用</translation>
    </message>
    <message>
        <source>Export use and cost</source>
        <comment>task</comment>
        <translation>导出用量与费用</translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>导出已取消，没有写入任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>已将 %n 行写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The file %1 could not be written: %2</source>
        <translation>无法写入文件 %1：%2</translation>
    </message>
    <message>
        <source>The file broke off before its end. Nothing was written.</source>
        <translation>文件未传完即中断，没有写入任何内容。</translation>
    </message>
    <message>
        <source>Cost over time</source>
        <translation>费用随时间的变化</translation>
    </message>
    <message>
        <source>Nothing was used in this time</source>
        <translation>这段时间没有用量</translation>
    </message>
    <message>
        <source>Group the use by</source>
        <translation>用量分组方式</translation>
    </message>
    <message>
        <source>By key</source>
        <comment>grouping</comment>
        <translation>按密钥</translation>
    </message>
    <message>
        <source>By user</source>
        <comment>grouping</comment>
        <translation>按用户</translation>
    </message>
    <message>
        <source>By provider</source>
        <comment>grouping</comment>
        <translation>按供应商</translation>
    </message>
    <message>
        <source>By model</source>
        <comment>grouping</comment>
        <translation>按模型</translation>
    </message>
    <message>
        <source>By day</source>
        <comment>grouping</comment>
        <translation>按天</translation>
    </message>
    <message>
        <source>The time that is summed up</source>
        <translation>汇总的时段</translation>
    </message>
    <message>
        <source>Today</source>
        <comment>period</comment>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <comment>period</comment>
        <translation>昨天</translation>
    </message>
    <message>
        <source>This month</source>
        <comment>period</comment>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <comment>period</comment>
        <translation>上月</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <comment>period</comment>
        <translation>最近 12 个月</translation>
    </message>
    <message>
        <source>Show in live traffic</source>
        <translation>在实时流量中显示</translation>
    </message>
    <message>
        <source>Open the key</source>
        <translation>打开密钥</translation>
    </message>
    <message>
        <source>Cost</source>
        <comment>tile</comment>
        <translation>费用</translation>
    </message>
    <message>
        <source>Billed calls</source>
        <comment>tile</comment>
        <translation>计费调用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <comment>tile</comment>
        <translation>Token</translation>
    </message>
    <message>
        <source>Without a price</source>
        <comment>tile</comment>
        <translation>未定价</translation>
    </message>
    <message>
        <source>Estimated</source>
        <comment>tile</comment>
        <translation>估算</translation>
    </message>
    <message>
        <source>Use and cost by group</source>
        <translation>各分组的用量与费用</translation>
    </message>
    <message>
        <source>Calls that reach a provider are billed here, to the nano-dollar.</source>
        <translation>到达供应商的调用在此计费，精确到纳美元。</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>page subtitle</comment>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>the dearest %1 of %2</source>
        <translation>费用最高的 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Cost</source>
        <comment>chart series</comment>
        <translation>费用</translation>
    </message>
    <message>
        <source>All others</source>
        <comment>chart series</comment>
        <translation>其他</translation>
    </message>
    <message>
        <source>everything has a price</source>
        <translation>全部已定价</translation>
    </message>
    <message>
        <source>no billed calls</source>
        <translation>没有计费调用</translation>
    </message>
    <message numerus="yes">
        <source>without %n unpriced call(s)</source>
        <comment>cost tile</comment>
        <translation>
            <numerusform>不含 %n 次未定价调用</numerusform>
        </translation>
    </message>
    <message>
        <source>with corrections of %1</source>
        <translation>含更正 %1</translation>
    </message>
    <message>
        <source>rows of the ledger</source>
        <translation>账本行数</translation>
    </message>
    <message>
        <source>%1 in (%2 cached) · %3 out</source>
        <comment>tokens</comment>
        <translation>输入 %1（缓存 %2）· 输出 %3</translation>
    </message>
    <message>
        <source>%1 in · %2 out</source>
        <comment>tokens</comment>
        <translation>输入 %1 · 输出 %2</translation>
    </message>
    <message>
        <source>calls that nothing is billed for: give their models a price</source>
        <translation>次调用未计费：请为其模型设置价格</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>次调用</translation>
    </message>
    <message>
        <source>calls · %1 of the cost</source>
        <comment>estimated tile</comment>
        <translation>次调用 · 占费用中的 %1</translation>
    </message>
    <message>
        <source>Open the user</source>
        <translation>打开用户</translation>
    </message>
    <message>
        <source>Open providers</source>
        <translation>打开供应商</translation>
    </message>
    <message>
        <source>Select a row first.</source>
        <translation>请先选择一行。</translation>
    </message>
    <message>
        <source>This row names no single object.</source>
        <translation>此行不对应单个对象。</translation>
    </message>
    <message>
        <source>The live traffic cannot be filtered by this.</source>
        <translation>实时流量不能按此筛选。</translation>
    </message>
    <message>
        <source>A day has no page of its own.</source>
        <translation>日期没有单独的页面。</translation>
    </message>
    <message>
        <source>An export is under way.</source>
        <translation>正在导出。</translation>
    </message>
    <message>
        <source>There are no rows.</source>
        <translation>没有数据行。</translation>
    </message>
    <message>
        <source>Cost</source>
        <comment>Markdown column</comment>
        <translation>费用</translation>
    </message>
    <message>
        <source>Calls</source>
        <comment>Markdown column</comment>
        <translation>调用</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <comment>Markdown column</comment>
        <translation>输入 token</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <comment>Markdown column</comment>
        <translation>输出 token</translation>
    </message>
    <message>
        <source>Unpriced</source>
        <comment>Markdown column</comment>
        <translation>未定价</translation>
    </message>
    <message>
        <source>Estimated</source>
        <comment>Markdown column</comment>
        <translation>估算</translation>
    </message>
    <message>
        <source>Cost of the estimated</source>
        <comment>Markdown column</comment>
        <translation>估算部分的费用</translation>
    </message>
    <message>
        <source>Corrections</source>
        <comment>Markdown column</comment>
        <translation>更正</translation>
    </message>
    <message>
        <source>Total</source>
        <comment>Markdown row</comment>
        <translation>合计</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Usage &amp; cost</source>
        <translation>用量与费用</translation>
    </message>
    <message>
        <source>Exactly %1.</source>
        <translation>精确值 %1。</translation>
    </message>
    <message>
        <source>Export the use and cost of this period, %1</source>
        <translation>导出此时段的用量与费用（%1）</translation>
    </message>
    <message>
        <source>Cached</source>
        <comment>Markdown column: tokens</comment>
        <translation>缓存命中</translation>
    </message>
    <message>
        <source>Cache write</source>
        <comment>Markdown column: tokens</comment>
        <translation>缓存写入</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <comment>Markdown column: tokens</comment>
        <translation>推理</translation>
    </message>
    <message>
        <source>Batch, flex</source>
        <comment>Markdown column: calls</comment>
        <translation>批量 / flex</translation>
    </message>
    <message>
        <source>Cost of batch and flex</source>
        <comment>Markdown column</comment>
        <translation>批量与 flex 费用</translation>
    </message>
    <message>
        <source>Chosen range, whole quarter-hours</source>
        <comment>period</comment>
        <translation>所选范围（按整刻钟）</translation>
    </message>
    <message>
        <source>since %1; nothing before</source>
        <comment>chart</comment>
        <translation>自 %1 起，此前无数据</translation>
    </message>
    <message>
        <source>The gateway makes these calls itself, under nobody&apos;s key.</source>
        <translation>这些调用由网关自己发起，不属于任何密钥。</translation>
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
    <message>
        <source>Master key: %1</source>
        <comment>place</comment>
        <translation>主密钥：%1</translation>
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
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <comment>time range</comment>
        <translation>
            <numerusform>最近 %n 天</numerusform>
        </translation>
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
    <message>
        <source>The key that seals the providers&apos; credentials: %1.</source>
        <comment>place</comment>
        <translation>加密供应商凭据的密钥：%1。</translation>
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
    <name>ui::shell::KeyQuestion</name>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>From now on the desktop&apos;s keychain keeps it</source>
        <translation>今后由桌面的钥匙串保管</translation>
    </message>
    <message>
        <source>Unlock the keychain…</source>
        <translation>解锁钥匙串…</translation>
    </message>
    <message>
        <source>Leave the file this once</source>
        <translation>这次保留文件不动</translation>
    </message>
    <message>
        <source>Only for this session</source>
        <translation>仅本次会话</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Only for this session: the key lies in memory and nowhere else. Credentials that you enter are lost when the gateway stops, and those entered before cannot be used.</source>
        <translation>仅本次会话：密钥只在内存中。您输入的凭据在网关停止后即丢失，之前输入的凭据也无法使用。</translation>
    </message>
    <message>
        <source>Passphrase (at least %1 characters)</source>
        <translation>口令（至少 %1 个字符）</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
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
    <message>
        <source>New password (at least %1 characters)</source>
        <translation>新密码（至少 %1 个字符）</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Choose a password of your own</source>
        <translation>请设置您自己的密码</translation>
    </message>
    <message>
        <source>An administrator has set this one. It is good for nothing but choosing another.</source>
        <translation>当前密码由管理员设置，只能用来换成新密码。</translation>
    </message>
    <message>
        <source>Set it and sign in</source>
        <translation>设置并登录</translation>
    </message>
    <message numerus="yes">
        <source>The password needs %n more character(s).</source>
        <translation>
            <numerusform>密码还差 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the old password: choose another.</source>
        <translation>这是旧密码：请换一个。</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的密码不一致。</translation>
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
    <message>
        <source>Where the master key lies</source>
        <translation>主密钥存放在哪里</translation>
    </message>
    <message>
        <source>The gateway goes on with its start once this is answered.</source>
        <translation>回答之后，网关会继续启动。</translation>
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
