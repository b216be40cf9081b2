<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
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
</TS>
