<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ui::charts::HeatMap</name>
    <message numerus="yes">
        <source>%1 · %2 · %n request(s)</source>
        <comment>heat-map cell: time, latency</comment>
        <translation>
            <numerusform>%1 · %2 · %n request</numerusform>
            <numerusform>%1 · %2 · %n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 to %n request(s) a cell</source>
        <comment>heat-map legend</comment>
        <translation>
            <numerusform>%n request a cell</numerusform>
            <numerusform>1 to %n requests a cell</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::ChangeTable</name>
    <message numerus="yes">
        <source>%1, %n trial(s) failed</source>
        <comment>circuit</comment>
        <translation>
            <numerusform>%1, %n trial failed</numerusform>
            <numerusform>%1, %n trials failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, opened %n more time(s) within %2 s</source>
        <comment>circuit: error code, seconds</comment>
        <translation>
            <numerusform>%1, opened %n more time within %2 s</numerusform>
            <numerusform>%1, opened %n more times within %2 s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s) about circuits within %1 s</source>
        <translation>
            <numerusform>%n more line about circuits within %1 s</numerusform>
            <numerusform>%n more lines about circuits within %1 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::ErrorGroupRow</name>
    <message numerus="yes">
        <source>%n key(s) affected</source>
        <translation>
            <numerusform>%n key affected</numerusform>
            <numerusform>%n keys affected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::LatencyCause</name>
    <message numerus="yes">
        <source>%n circuit(s) open, others carry the load: %1</source>
        <translation>
            <numerusform>%n circuit open, others carry the load: %1</numerusform>
            <numerusform>%n circuits open, others carry the load: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) were turned away: the gateway was full</source>
        <translation>
            <numerusform>%n request was turned away: the gateway was full</numerusform>
            <numerusform>%n requests were turned away: the gateway was full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) ended in a provider&apos;s timeout</source>
        <translation>
            <numerusform>%n request ended in a provider&apos;s timeout</numerusform>
            <numerusform>%n requests ended in a provider&apos;s timeout</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) met a provider&apos;s rate limit</source>
        <translation>
            <numerusform>%n request met a provider&apos;s rate limit</numerusform>
            <numerusform>%n requests met a provider&apos;s rate limit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::PresetTable</name>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <comment>preset</comment>
        <translation>
            <numerusform>%n change not applied</numerusform>
            <numerusform>%n changes not applied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n route(s) are on</source>
        <comment>preset</comment>
        <translation>
            <numerusform>%1 of %n route are on</numerusform>
            <numerusform>%1 of %n routes are on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::RouteFacts</name>
    <message numerus="yes">
        <source>%n call(s) in the last 15 minutes, half of them within %1.</source>
        <comment>route</comment>
        <translation>
            <numerusform>%n call in the last 15 minutes, half of them within %1.</numerusform>
            <numerusform>%n calls in the last 15 minutes, half of them within %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::TimeText</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <comment>time from now</comment>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::TraceExplain</name>
    <message numerus="yes">
        <source>%n more route(s) are not listed.</source>
        <translation>
            <numerusform>%n more route is not listed.</numerusform>
            <numerusform>%n more routes are not listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::TraceVerdict</name>
    <message numerus="yes">
        <source>%n attempt(s) failed, then %1 answered. %2</source>
        <translation>
            <numerusform>%n attempt failed, then %1 answered. %2</numerusform>
            <numerusform>%n attempts failed, then %1 answered. %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) were made and none succeeded. %1</source>
        <translation>
            <numerusform>%n attempt was made and none succeeded. %1</numerusform>
            <numerusform>%n attempts were made and none succeeded. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::models::UsageRow</name>
    <message numerus="yes">
        <source>%n call(s) have no price and are not part of this sum.</source>
        <translation>
            <numerusform>%n call has no price and is not part of this sum.</numerusform>
            <numerusform>%n calls have no price and are not part of this sum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of it is estimated (%n call(s) without a report of the provider).</source>
        <translation>
            <numerusform>%1 of it is estimated (%n call without a report of the provider).</numerusform>
            <numerusform>%1 of it is estimated (%n calls without a report of the provider).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::AuditPage</name>
    <message numerus="yes">
        <source>%n row(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n row written to %1</numerusform>
            <numerusform>%n rows written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest %n row(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>the newest %n row</numerusform>
            <numerusform>the newest %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::CachePanel</name>
    <message numerus="yes">
        <source>and %n answer(s) without a known price</source>
        <comment>of the cache</comment>
        <translation>
            <numerusform>and %n answer without a known price</numerusform>
            <numerusform>and %n answers without a known price</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::ErrorDetails</name>
    <message numerus="yes">
        <source>%1 of all errors here · HTTP %2
First %3
Last %4
%n key(s) affected</source>
        <translation>
            <numerusform>%1 of all errors here · HTTP %2
First %3
Last %4
%n key affected</numerusform>
            <numerusform>%1 of all errors here · HTTP %2
First %3
Last %4
%n keys affected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) · open the newest</source>
        <translation>
            <numerusform>%n time · open the newest</numerusform>
            <numerusform>%n times · open the newest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::ErrorsPage</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n request(s) failed, %2</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%1 of %n request failed, %2</numerusform>
            <numerusform>%1 of %n requests failed, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) came and none failed.</source>
        <translation>
            <numerusform>%n request came and none failed.</numerusform>
            <numerusform>%n requests came and none failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::KeyForm</name>
    <message numerus="yes">
        <source>In %n day(s)</source>
        <comment>expiry</comment>
        <translation>
            <numerusform>In %n day</numerusform>
            <numerusform>In %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::KeysPage</name>
    <message numerus="yes">
        <source>%1 is revoked: all %n worker(s) refuse it with 401.</source>
        <comment>after revoking</comment>
        <translation>
            <numerusform>%1 is revoked: the only worker refuses it with 401.</numerusform>
            <numerusform>%1 is revoked: all %n workers refuse it with 401.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n key(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>the first key</numerusform>
            <numerusform>the first %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n key written to %1</numerusform>
            <numerusform>%n keys written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Freeze %n key(s)?</source>
        <comment>bulk</comment>
        <translation>
            <numerusform>Freeze %n key?</numerusform>
            <numerusform>Freeze %n keys?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Freeze %n key(s)</source>
        <comment>bulk button</comment>
        <translation>
            <numerusform>Freeze %n key</numerusform>
            <numerusform>Freeze %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are frozen.</source>
        <comment>bulk</comment>
        <translation>
            <numerusform>%n key is frozen.</numerusform>
            <numerusform>%n keys are frozen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::LatencyPage</name>
    <message numerus="yes">
        <source>%n request(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::LimitWhatIf</name>
    <message numerus="yes">
        <source>Each is counted by itself; %n had requests.</source>
        <comment>subjects of a limit</comment>
        <translation>
            <numerusform>Each is counted by itself; %n had requests.</numerusform>
            <numerusform>Each is counted by itself; %n had requests.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::LimitsPage</name>
    <message numerus="yes">
        <source>%n subject(s) with limits of their own</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n subject with limits of their own</numerusform>
            <numerusform>%n subjects with limits of their own</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n row written to %1</numerusform>
            <numerusform>%n rows written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::OverviewTiles</name>
    <message numerus="yes">
        <source>%n upstream(s) stopped</source>
        <comment>open circuits</comment>
        <translation>
            <numerusform>%n upstream stopped</numerusform>
            <numerusform>%n upstreams stopped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) without a price</source>
        <comment>cost tile</comment>
        <translation>
            <numerusform>%n request without a price</numerusform>
            <numerusform>%n requests without a price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unpriced</source>
        <comment>requests, cost tile</comment>
        <translation>
            <numerusform>%n unpriced</numerusform>
            <numerusform>%n unpriced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::OwnPasswordDialog</name>
    <message numerus="yes">
        <source>The new password needs at least %n character(s).</source>
        <translation>
            <numerusform>The new password needs at least %n character.</numerusform>
            <numerusform>The new password needs at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::Page</name>
    <message numerus="yes">
        <source>data is %n s old</source>
        <comment>age of the page&apos;s data</comment>
        <translation>
            <numerusform>data is %n s old</numerusform>
            <numerusform>data is %n s old</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::ProvidersPage</name>
    <message numerus="yes">
        <source>%n change(s) of yours to %1 fell away: the route is gone.</source>
        <comment>draft</comment>
        <translation>
            <numerusform>%n change of yours to %1 fell away: the route is gone.</numerusform>
            <numerusform>%n changes of yours to %1 fell away: the route is gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n provider(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n provider</numerusform>
            <numerusform>%n providers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n preset</numerusform>
            <numerusform>%n presets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) discarded.</source>
        <comment>draft</comment>
        <translation>
            <numerusform>%n change discarded.</numerusform>
            <numerusform>%n changes discarded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to %1</source>
        <comment>draft</comment>
        <translation>
            <numerusform>%n change to %1</numerusform>
            <numerusform>%n changes to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are forgotten, %1 in all. The next requests for them go upstream and are charged in full.</source>
        <comment>cache</comment>
        <translation>
            <numerusform>%n answer is forgotten, %1 in all. The next requests for them go upstream and are charged in full.</numerusform>
            <numerusform>%n answers are forgotten, %1 in all. The next requests for them go upstream and are charged in full.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The cache is empty: %n answer(s) forgotten.</source>
        <comment>cache</comment>
        <translation>
            <numerusform>The cache is empty: %n answer forgotten.</numerusform>
            <numerusform>The cache is empty: %n answers forgotten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::RoutingPanel</name>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <comment>draft</comment>
        <translation>
            <numerusform>%n change not applied</numerusform>
            <numerusform>%n changes not applied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::SecurityPage</name>
    <message numerus="yes">
        <source>%n event(s) of this address stand in the list of events.</source>
        <comment>before blocking</comment>
        <translation>
            <numerusform>%n event of this address stands in the list of events.</numerusform>
            <numerusform>%n events of this address stand in the list of events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is blocked: all %n worker(s) refuse it with 403.</source>
        <comment>after blocking</comment>
        <translation>
            <numerusform>%1 is blocked: the %n worker refuses it with 403.</numerusform>
            <numerusform>%1 is blocked: all %n workers refuse it with 403.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is served again by all %n worker(s).</source>
        <comment>after unblocking</comment>
        <translation>
            <numerusform>%1 is served again by the %n worker.</numerusform>
            <numerusform>%1 is served again by all %n workers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to %1.</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n row written to %1.</numerusform>
            <numerusform>%n rows written to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) or range(s) blocked</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n address or range blocked</numerusform>
            <numerusform>%n addresses or ranges blocked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::TrafficPage</name>
    <message numerus="yes">
        <source>Writing %n request(s) to %1…</source>
        <comment>export</comment>
        <translation>
            <numerusform>Writing %n request to %1…</numerusform>
            <numerusform>Writing %n requests to %1…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n request written to %1</numerusform>
            <numerusform>%n requests written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) as CSV…</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n request as CSV…</numerusform>
            <numerusform>%n requests as CSV…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) as JSON lines…</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n request as JSON lines…</numerusform>
            <numerusform>%n requests as JSON lines…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s), at most %1 are kept</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n request, at most %1 are kept</numerusform>
            <numerusform>%n requests, at most %1 are kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s), %1</source>
        <comment>export: rows so far, size</comment>
        <translation>
            <numerusform>%n request, %1</numerusform>
            <numerusform>%n requests, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::UsagePage</name>
    <message numerus="yes">
        <source>%n line(s) written to %1</source>
        <comment>export</comment>
        <translation>
            <numerusform>%n line written to %1</numerusform>
            <numerusform>%n lines written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>without %n unpriced call(s)</source>
        <comment>cost tile</comment>
        <translation>
            <numerusform>without %n unpriced call</numerusform>
            <numerusform>without %n unpriced calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::UserDetails</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>sign-ins</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>keys</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::UserDialogs</name>
    <message numerus="yes">
        <source>%n key(s)</source>
        <comment>of a user</comment>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s)</source>
        <comment>of a user</comment>
        <translation>
            <numerusform>%n sign-in</numerusform>
            <numerusform>%n sign-ins</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::pages::UsersPage</name>
    <message numerus="yes">
        <source>%1 is deactivated: sign-ins have ended, and all %n worker(s) refuse the keys.</source>
        <translation>
            <numerusform>%1 is deactivated: sign-ins have ended, and the %n worker refuses the keys.</numerusform>
            <numerusform>%1 is deactivated: sign-ins have ended, and all %n workers refuse the keys.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n sign-in(s) left.</source>
        <translation>
            <numerusform>%1 has %n sign-in left.</numerusform>
            <numerusform>%1 has %n sign-ins left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n user(s)</source>
        <comment>page subtitle</comment>
        <translation>
            <numerusform>the first %n user</numerusform>
            <numerusform>the first %n users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::Closing</name>
    <message numerus="yes">
        <source>Quit while %n request(s) are in flight?</source>
        <translation>
            <numerusform>Quit while %n request is in flight?</numerusform>
            <numerusform>Quit while %n requests are in flight?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::EnvironmentStrip</name>
    <message numerus="yes">
        <source>Last %n minute(s)</source>
        <comment>time range</comment>
        <translation>
            <numerusform>Last %n minute</numerusform>
            <numerusform>Last %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n hour(s)</source>
        <comment>time range</comment>
        <translation>
            <numerusform>Last %n hour</numerusform>
            <numerusform>Last %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <comment>time range</comment>
        <translation>
            <numerusform>Last %n day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::LoginView</name>
    <message numerus="yes">
        <source>The password needs %n more character(s).</source>
        <translation>
            <numerusform>The password needs %n more character.</numerusform>
            <numerusform>The password needs %n more characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::NavigationModel</name>
    <message numerus="yes">
        <source>%1, %n item(s) need attention</source>
        <comment>navigation</comment>
        <translation>
            <numerusform>%1, %n item needs attention</numerusform>
            <numerusform>%1, %n items need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::ProviderStep</name>
    <message numerus="yes">
        <source>It answers in %1 ms and offers %n model(s). Continue with the key.</source>
        <translation>
            <numerusform>It answers in %1 ms and offers %n model. Continue with the key.</numerusform>
            <numerusform>It answers in %1 ms and offers %n models. Continue with the key.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::StageView</name>
    <message numerus="yes">
        <source>%n request(s) are being finished; new ones are refused.</source>
        <comment>drain</comment>
        <translation>
            <numerusform>%n request is being finished; new ones are refused.</numerusform>
            <numerusform>%n requests are being finished; new ones are refused.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::StatusStrip</name>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n task running</numerusform>
            <numerusform>%n tasks running</numerusform>
        </translation>
    </message>
</context>
</TS>
